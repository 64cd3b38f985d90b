/* SPDX-License-Identifier: GPL-2.0-or-later */
extern "C" {
#include "store.h"
}

#include <algorithm>
#include <cerrno>
#include <map>
#include <new>
#include <string>
#include <vector>
#include <xapian.h>

/* Flags shared by all private databases: they are synced file by file when the
 * generation they belong to is published, or thrown away. */
static const int PRIVATE = Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC;

static const unsigned PREFIX_EXPANSIONS = 5000;

/* ---- The wall ---- */

static zc_status translate(const Xapian::Error &e, zc_error *error)
{
    const char *kind = e.get_type();
    const char *system = e.get_error_string();
    std::string name(kind);
    std::string why = e.get_msg() + (system ? std::string(": ") + system : std::string());
    if (system && (name == "DatabaseError" || name == "DatabaseOpeningError") &&
        (why.find("No space") != std::string::npos || why.find("quota") != std::string::npos))
        return error_set(error, ZC_ERROR_NO_SPACE, "the disk is full");
    if (name == "DatabaseVersionError" || name == "FeatureUnavailableError")
        return error_set(error, ZC_ERROR_VERSION,
                         "the index was made by another version; rebuild it with --full");
    if (name == "DocNotFoundError")
        return error_set(error, ZC_ERROR_NOT_FOUND, "no such document");
    if (name == "WildcardError")
        return error_set(error, ZC_ERROR_LIMIT, "too many terms begin like that; write more of it");
    if (name == "DatabaseLockError")
        return error_set(error, ZC_ERROR_LOCKED, "another indexer is at work on this index");
    if (name.compare(0, 8, "Database") == 0 || name == "RangeError" || name == "SerialisationError")
        return error_set(error, ZC_ERROR_CORRUPT,
                         "the index is damaged; rebuild it with zhengce-index --full");
    return error_set(error, ZC_ERROR_INTERNAL, "index: %s", why.c_str());
}

template <class Work> static zc_status guarded(zc_error *error, Work work) noexcept
{
    try {
        work();
        return ZC_OK;
    } catch (const Xapian::Error &e) {
        try {
            return translate(e, error);
        } catch (...) {
            return error_memory(error);
        }
    } catch (const std::bad_alloc &) {
        return error_memory(error);
    } catch (const std::exception &e) {
        return error_set(error, ZC_ERROR_INTERNAL, "index: %s", e.what());
    } catch (...) {
        return error_set(error, ZC_ERROR_INTERNAL, "index: unknown failure");
    }
}

static std::string to_string(zc_str s)
{
    return std::string(s.p, s.n);
}

const char *store_version(void)
{
    return Xapian::version_string();
}

/* ---- Writing ---- */

struct store_writer {
    Xapian::WritableDatabase db;
};

zc_status store_writer_open(const char *path, bool existing, store_writer **out, zc_error *error)
{
    return guarded(error, [=] {
        int mode = existing ? Xapian::DB_OPEN : Xapian::DB_CREATE | Xapian::DB_DANGEROUS;
        *out = new store_writer{Xapian::WritableDatabase(path, mode | PRIVATE)};
    });
}

zc_status store_writer_add(store_writer *w, const postings *terms,
                           const char *const slots[SCHEMA_SLOTS], zc_str data, zc_error *error)
{
    return guarded(error, [=] {
        Xapian::Document doc;
        std::string term;
        for (size_t i = 0; i < terms->n_terms; i++) {
            const posting &t = terms->terms[i];
            term.assign(terms->bytes.data + t.at, t.length);
            if (t.count == 0)
                doc.add_term(term, t.wdf);
            else
                for (uint32_t k = 0; k < t.count; k++)
                    doc.add_posting(term, terms->positions[t.first + k], t.wdf > 0);
        }
        for (unsigned slot = 0; slot < SCHEMA_SLOTS; slot++)
            if (slots[slot])
                doc.add_value(slot, slots[slot]);
        char sketch[SKETCH_BYTES];
        if (size_t n = sketch_write(&terms->text_sketch, sketch))
            doc.add_value(SCHEMA_SLOT_SKETCH, std::string(sketch, n));
        doc.set_data(to_string(data));
        w->db.add_document(doc);
    });
}

zc_status store_writer_holds(store_writer *w, zc_str term, bool *holds, zc_error *error)
{
    return guarded(error, [=] { *holds = w->db.term_exists(to_string(term)); });
}

zc_status store_writer_delete(store_writer *w, zc_str term, uint64_t *n, zc_error *error)
{
    return guarded(error, [=] {
        std::string t = to_string(term);
        *n = w->db.get_termfreq(t);
        if (*n)
            w->db.delete_document(t);
    });
}

zc_status store_writer_commit(store_writer *w, zc_error *error)
{
    return guarded(error, [=] {
        w->db.commit();
        w->db.close();
    });
}

void store_writer_free(store_writer *w)
{
    guarded(nullptr, [=] { delete w; });
}

zc_status store_merge(const char *const *parts, size_t n, const char *path, zc_error *error)
{
    return guarded(error, [=] {
        Xapian::Database all;
        for (size_t i = 0; i < n; i++)
            all.add_database(Xapian::Database(parts[i], Xapian::DB_BACKEND_GLASS));
        all.compact(path, Xapian::Compactor::FULL);
    });
}

/* ---- Asking ---- */

struct store {
    Xapian::Database db;
    size_t members;
    std::vector<std::string> uuids; /* of the members, in order */
};

zc_status store_open(const char *const *paths, size_t n, store **out, zc_error *error)
{
    return guarded(error, [=] {
        store *s = new store{Xapian::Database(), n, {}};
        try {
            for (size_t i = 0; i < n; i++) {
                Xapian::Database member(paths[i], Xapian::DB_BACKEND_GLASS);
                s->uuids.push_back(member.get_uuid());
                s->db.add_database(member);
            }
        } catch (...) {
            delete s;
            throw;
        }
        *out = s;
    });
}

void store_close(store *s)
{
    guarded(nullptr, [=] { delete s; });
}

uint64_t store_documents(const store *s)
{
    uint64_t n = 0;
    guarded(nullptr, [&] { n = s->db.get_doccount(); });
    return n;
}

zc_status store_range(store *s, uint32_t *first, uint32_t *last, zc_error *error)
{
    return guarded(error, [=] {
        Xapian::PostingIterator i = s->db.postlist_begin(std::string());
        Xapian::PostingIterator end = s->db.postlist_end(std::string());
        *first = *last = 0;
        if (i == end)
            return;
        *first = *i;
        /* The last in use: skip_to(n) finds something for n up to it only. */
        Xapian::docid low = *first, high = s->db.get_lastdocid();
        while (low < high) {
            Xapian::docid middle = low + (high - low + 1) / 2;
            i = s->db.postlist_begin(std::string());
            i.skip_to(middle);
            if (i == end)
                high = middle - 1;
            else
                low = middle;
        }
        *last = low;
    });
}

size_t store_member(const store *s, uint32_t number, uint32_t *local)
{
    *local = (uint32_t)((number - 1) / s->members + 1);
    return (number - 1) % s->members;
}

namespace
{

/* A set of documents that was found, and maybe weighted, by other means. The
 * matcher asks every database of the store on its own, so a clone learns from the
 * database's UUID which it is in, and which numbers of the set are its. */
class SetSource : public Xapian::PostingSource
{
    const store *store_;
    const store_node *node_;
    std::vector<Xapian::docid> local_;
    std::vector<float> weights_;
    size_t at_ = 0;
    bool started_ = false;

    /* What weighs less than is asked for can't be among the hits. */
    void pass_lighter(double least)
    {
        while (least > 0 && at_ < weights_.size() && weights_[at_] < least)
            ++at_;
    }

  public:
    SetSource(const store *s, const store_node *node) : store_(s), node_(node)
    {
    }
    PostingSource *clone() const override
    {
        return new SetSource(store_, node_);
    }
    void init(const Xapian::Database &db) override
    {
        size_t member = 0;
        const std::string uuid = db.get_uuid();
        while (member + 1 < store_->members && store_->uuids[member] != uuid)
            ++member;
        local_.clear();
        weights_.clear();
        float best = 0;
        for (size_t i = 0; i < node_->n_numbers; i++) {
            uint32_t local;
            if (store_member(store_, node_->numbers[i], &local) != member)
                continue;
            local_.push_back(local);
            if (node_->weights) {
                weights_.push_back(node_->weights[i]);
                best = std::max(best, node_->weights[i]);
            }
        }
        set_maxweight(best);
        at_ = 0;
        started_ = false;
    }
    double get_weight() const override
    {
        return weights_.empty() ? 0 : weights_[at_];
    }
    Xapian::doccount get_termfreq_min() const override
    {
        return get_termfreq_est();
    }
    Xapian::doccount get_termfreq_est() const override
    {
        return static_cast<Xapian::doccount>(local_.size());
    }
    Xapian::doccount get_termfreq_max() const override
    {
        return get_termfreq_est();
    }
    void next(double least) override
    {
        at_ += started_;
        started_ = true;
        pass_lighter(least);
    }
    void skip_to(Xapian::docid number, double least) override
    {
        started_ = true;
        at_ = static_cast<size_t>(
            std::lower_bound(local_.begin() + static_cast<std::ptrdiff_t>(at_), local_.end(),
                             number) -
            local_.begin());
        pass_lighter(least);
    }
    bool at_end() const override
    {
        return at_ >= local_.size();
    }
    Xapian::docid get_docid() const override
    {
        return local_[at_];
    }
};

} // namespace

static Xapian::Query build(const store *s, const store_node *node);

static std::vector<Xapian::Query> build_children(const store *s, const store_node *node,
                                                 size_t from)
{
    std::vector<Xapian::Query> children;
    for (size_t i = from; i < node->n; i++)
        children.push_back(build(s, node->child[i]));
    return children;
}

/* The first child with the others, joined by OR, to its right. */
static Xapian::Query sided(const store *s, Xapian::Query::op op, const store_node *node)
{
    std::vector<Xapian::Query> rest = build_children(s, node, 1);
    Xapian::Query first = build(s, node->child[0]);
    if (rest.empty())
        return first;
    return Xapian::Query(op, first, Xapian::Query(Xapian::Query::OP_OR, rest.begin(), rest.end()));
}

static Xapian::Query joined(const store *s, Xapian::Query::op op, const store_node *node)
{
    std::vector<Xapian::Query> all = build_children(s, node, 0);
    return Xapian::Query(op, all.begin(), all.end(), node->window);
}

static Xapian::Query filtered(const store *s, const store_node *node)
{
    std::vector<Xapian::Query> rest = build_children(s, node, 1);
    Xapian::Query query = build(s, node->child[0]);
    for (const Xapian::Query &filter : rest)
        query = Xapian::Query(Xapian::Query::OP_FILTER, query, filter);
    return query;
}

static Xapian::Query build(const store *s, const store_node *node)
{
    using Xapian::Query;
    switch (node->op) {
    case STORE_ALL: return Query::MatchAll;
    case STORE_NONE: return Query::MatchNothing;
    case STORE_TERM: return Query(to_string(node->term));
    case STORE_AND: return joined(s, Query::OP_AND, node);
    case STORE_OR: return joined(s, Query::OP_OR, node);
    case STORE_PHRASE: return joined(s, Query::OP_PHRASE, node);
    case STORE_NEAR: return joined(s, Query::OP_NEAR, node);
    case STORE_NOT: return sided(s, Query::OP_AND_NOT, node);
    case STORE_MAYBE: return sided(s, Query::OP_AND_MAYBE, node);
    case STORE_FILTER: return filtered(s, node);
    case STORE_SCALE: return Query(Query::OP_SCALE_WEIGHT, build(s, node->child[0]), node->factor);
    case STORE_CONSTANT: {
        Xapian::FixedWeightPostingSource *weight = new Xapian::FixedWeightPostingSource(
            node->factor);
        return Query(Query::OP_FILTER, Query(weight->release()), build(s, node->child[0]));
    }
    case STORE_PREFIX:
        return Query(Query::OP_WILDCARD, to_string(node->term), PREFIX_EXPANSIONS,
                     Query::WILDCARD_LIMIT_ERROR, Query::OP_OR);
    case STORE_SET: {
        SetSource *set = new SetSource(s, node);
        return Query(set->release());
    }
    case STORE_RANGE:
        return Query(Query::OP_VALUE_RANGE, node->slot, to_string(node->low),
                     to_string(node->high));
    }
    return Query::MatchNothing;
}

namespace
{

class FacetSpy : public Xapian::MatchSpy
{
  public:
    std::map<std::string, uint64_t> counts[SCHEMA_FACETS];

    void operator()(const Xapian::Document &doc, double) override
    {
        for (unsigned slot = 0; slot < SCHEMA_FACETS; slot++)
            ++counts[slot][doc.get_value(slot)];
    }
    std::string name() const override
    {
        return "facets";
    }
};

/* Orders by date with the undated last, whichever way the dates run. */
class DateKey : public Xapian::KeyMaker
{
    bool ascending_;

  public:
    explicit DateKey(bool ascending) : ascending_(ascending)
    {
    }
    std::string operator()(const Xapian::Document &doc) const override
    {
        std::string date = doc.get_value(SCHEMA_SLOT_DATE);
        if (date.empty())
            date = doc.get_value(SCHEMA_SLOT_YEAR); /* 2019 before 2019-01-01 */
        return date.empty() && ascending_ ? std::string("\xff") : date;
    }
};

} // namespace

static void copy_facets(const FacetSpy &spy, arena *a, store_result *out)
{
    size_t n = 0;
    for (const auto &counts : spy.counts)
        n += counts.size();
    out->facets = static_cast<store_facet *>(arena_alloc(a, n * sizeof *out->facets));
    if (!out->facets)
        throw std::bad_alloc();
    for (unsigned slot = 0; slot < SCHEMA_FACETS; slot++) {
        size_t from = out->n_facets;
        for (const auto &entry : spy.counts[slot]) {
            if (entry.first.empty())
                continue;
            const char *value = arena_str(a, {entry.first.data(), entry.first.size()});
            if (!value)
                throw std::bad_alloc();
            out->facets[out->n_facets++] = {slot, value, entry.second};
        }
        std::stable_sort(
            out->facets + from, out->facets + out->n_facets,
            [](const store_facet &x, const store_facet &y) { return x.count > y.count; });
    }
}

static void copy_hits(const Xapian::MSet &found, arena *a, store_result *out)
{
    out->hits = static_cast<store_hit *>(arena_alloc(a, found.size() * sizeof *out->hits));
    if (!out->hits)
        throw std::bad_alloc();
    for (Xapian::MSetIterator i = found.begin(); i != found.end(); ++i)
        out->hits[out->n_hits++] = {*i, i.get_weight()};
}

zc_status store_search(store *s, const store_query *query, arena *a, store_result *out,
                       zc_error *error)
{
    *out = {};
    return guarded(error, [=] {
        Xapian::Enquire enquire(s->db);
        enquire.set_query(build(s, query->root));
        enquire.set_weighting_scheme(Xapian::BM25Weight(BM25_K1, 0, 1, BM25_B, 0));
        DateKey key(query->sort == STORE_BY_DATE_ASC);
        if (query->sort != STORE_BY_RELEVANCE)
            enquire.set_sort_by_key_then_relevance(&key, query->sort == STORE_BY_DATE);
        FacetSpy spy;
        if (query->facets)
            enquire.add_matchspy(&spy);
        /* Exact totals: all that match are looked at, unless their number is known. */
        const store_node *root = query->root;
        bool known = root->op == STORE_SET && !query->facets && query->sort == STORE_BY_RELEVANCE;
        Xapian::MSet found = enquire.get_mset(query->offset, query->limit,
                                              known ? 0 : s->db.get_doccount());
        out->total = known ? root->n_numbers : found.get_matches_estimated();
        copy_hits(found, a, out);
        if (query->facets)
            copy_facets(spy, a, out);
    });
}

zc_status store_matches(store *s, const store_node *root, arena *a, uint32_t **numbers, size_t *n,
                        zc_error *error)
{
    return guarded(error, [=] {
        Xapian::Enquire enquire(s->db);
        enquire.set_query(build(s, root));
        /* Not BoolWeight: without weights 1.4.22 reads a term that every document
         * holds as the list of all documents, and takes the gaps that deletions
         * leave in that of a merged database for damage. */
        enquire.set_weighting_scheme(Xapian::BM25Weight());
        enquire.set_docid_order(Xapian::Enquire::ASCENDING);
        Xapian::doccount all = s->db.get_doccount();
        Xapian::MSet found = enquire.get_mset(0, all, all);
        *numbers = static_cast<uint32_t *>(arena_alloc(a, found.size() * sizeof **numbers));
        if (!*numbers)
            throw std::bad_alloc();
        *n = 0;
        for (Xapian::MSetIterator i = found.begin(); i != found.end(); ++i)
            (*numbers)[(*n)++] = *i;
        std::sort(*numbers, *numbers + *n);
    });
}

/* ---- Lists ---- */

void posting_list_clear(posting_list *list)
{
    free(list->number);
    free(list->count);
    *list = {};
}

void position_list_clear(position_list *list)
{
    free(list->at);
    *list = {};
}

template <class T> static void grow(T **array, size_t *cap, size_t n)
{
    if (n <= *cap)
        return;
    size_t bigger = std::max<size_t>(*cap * 2, std::max<size_t>(n, 256));
    T *more = static_cast<T *>(realloc(*array, bigger * sizeof **array));
    if (!more)
        throw std::bad_alloc();
    *array = more;
    *cap = bigger;
}

static void push(posting_list *out, Xapian::docid number, Xapian::termcount count)
{
    size_t cap = out->cap;
    grow(&out->number, &cap, out->n + 1);
    grow(&out->count, &out->cap, out->n + 1);
    out->number[out->n] = number;
    out->count[out->n++] = count;
}

zc_status store_postings(store *s, zc_str term, posting_list *out, zc_error *error)
{
    return guarded(error, [=] {
        out->n = 0;
        std::string t = to_string(term);
        Xapian::PostingIterator end = s->db.postlist_end(t);
        for (Xapian::PostingIterator i = s->db.postlist_begin(t); i != end; ++i)
            push(out, *i, i.get_wdf());
    });
}

zc_status store_counts(store *s, zc_str term, const uint32_t *numbers, size_t n, uint32_t *counts,
                       zc_error *error)
{
    return guarded(error, [=] {
        Xapian::PostingIterator at = s->db.postlist_begin(to_string(term)), end;
        std::fill(counts, counts + n, 0);
        for (size_t i = 0; i < n && at != end; i++) {
            at.skip_to(numbers[i]);
            if (at != end && *at == numbers[i])
                counts[i] = at.get_wdf();
        }
    });
}

zc_status store_positions(store *s, uint32_t number, zc_str term, position_list *out,
                          zc_error *error)
{
    return guarded(error, [=] {
        out->n = 0;
        Xapian::PositionIterator p = s->db.positionlist_begin(number, to_string(term)), end;
        for (; p != end; ++p) {
            grow(&out->at, &out->cap, out->n + 1);
            out->at[out->n++] = *p;
        }
    });
}

zc_status store_lengths(store *s, float *lengths, size_t n, zc_error *error)
{
    return guarded(error, [=] {
        Xapian::PostingIterator i = s->db.postlist_begin(std::string()), end;
        for (; i != end && *i < n; ++i)
            lengths[*i] = static_cast<float>(i.get_doclength());
    });
}

double store_average_length(const store *s)
{
    double length = 0;
    guarded(nullptr, [&] { length = s->db.get_avlength(); });
    return length;
}

zc_status store_column(store *s, unsigned slot, void (*each)(void *, uint32_t, zc_str),
                       void *context, zc_error *error)
{
    return guarded(error, [=] {
        Xapian::ValueIterator end = s->db.valuestream_end(slot);
        for (Xapian::ValueIterator i = s->db.valuestream_begin(slot); i != end; ++i) {
            std::string value = *i;
            each(context, i.get_docid(), {value.data(), value.size()});
        }
    });
}

uint32_t store_last(const store *s)
{
    uint32_t last = 0;
    guarded(nullptr, [&] { last = s->db.get_lastdocid(); });
    return last;
}

zc_status store_data(store *s, uint32_t number, zc_buf *out, zc_error *error)
{
    return guarded(error, [=] {
        std::string data = s->db.get_document(number).get_data();
        buf_add(out, data.data(), data.size());
        if (out->failed)
            throw std::bad_alloc();
    });
}

zc_status store_frequency(store *s, zc_str term, uint64_t *n, zc_error *error)
{
    return guarded(error, [=] { *n = s->db.get_termfreq(to_string(term)); });
}

zc_status store_find(store *s, zc_str term, uint32_t *number, zc_error *error)
{
    return guarded(error, [=] {
        std::string t = to_string(term);
        Xapian::PostingIterator i = s->db.postlist_begin(t);
        *number = i == s->db.postlist_end(t) ? 0 : *i;
    });
}

zc_status store_terms(store *s, zc_str prefix, bool (*each)(void *, zc_str, uint64_t),
                      void *context, zc_error *error)
{
    return guarded(error, [=] {
        std::string p = to_string(prefix);
        for (Xapian::TermIterator i = s->db.allterms_begin(p); i != s->db.allterms_end(p); ++i) {
            std::string term = *i;
            if (!each(context, {term.data() + p.size(), term.size() - p.size()}, i.get_termfreq()))
                break;
        }
    });
}
