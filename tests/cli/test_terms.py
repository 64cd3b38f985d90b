# SPDX-License-Identifier: GPL-2.0-or-later
"""The user's own terms and synonyms (--terms), and the abbreviations that come with the program."""
import os

import zc


class Terms(zc.Case):
    def setUp(self):
        super().setUp()
        self.doc('both.txt', '关于深化产教融合的意见\n推进校企合作，加强双师型教师队伍建设。\n')
        self.doc('one.txt', '关于产教融合的通知\n各地请推进产教融合，再谈产教融合。\n')
        self.doc('two.txt', '关于校企合作的通知\n请推进校企合作。\n')
        self.doc('full.txt', '关于高等职业招生的通知\n请做好高等职业招生。\n')
        self.doc('short.txt', '关于高职招生的通知\n请做好高职招生。\n')
        self.doc('rent.txt', '住房办法\n公共租赁住房的租金由市里定。\n')

    def terms(self, content, name='terms.txt'):
        return zc.write(self.work, name, content)

    def with_terms(self, content):
        self.build('--terms', self.terms(content), self.docs)

    def matrix(self, *args):
        return self.ask('--view', 'matrix', '--by', 'type', *args)


class Own(Terms):
    def setUp(self):
        super().setUp()
        self.with_terms('双师型教师\n产教融合|校企合作\n')

    def test_a_group_widens_and_shows(self):
        for query in ('产教融合', '校企合作', '產教融合'):
            answer = self.ask(query)
            self.assertEqual(sorted(h['id'] for h in answer['hits']), ['both.txt', 'one.txt', 'two.txt'])
            self.assertIs(answer['relaxed'], False)
        self.assertEqual(self.ask('产教融合')['understood'], '(产教融合|校企合作)')
        self.assertEqual(self.ask('校企合作 通知')['understood'], '(校企合作|产教融合) 通知')
        self.assertEqual(self.found('校企合作 通知'), ['one.txt', 'two.txt'])

    def test_what_was_typed_ranks_first(self):
        self.doc('one.txt', '通知\n请推进产教融合。\n')
        self.doc('two.txt', '通知\n请推进校企合作。\n')
        self.build(self.docs)
        for query, last in (('产教融合', 'two.txt'), ('校企合作', 'one.txt')):
            self.assertEqual(self.ask(query)['hits'][-1]['id'], last)

    def test_an_abbreviation_outranks_its_longer_form(self):
        self.with_terms('高职|高等职业\n')
        self.assertEqual([h['id'] for h in self.ask('高职')['hits']], ['short.txt', 'full.txt'])
        self.assertEqual([h['id'] for h in self.ask('高等职业')['hits']], ['full.txt', 'short.txt'])

    def test_explicit_queries_widen_but_quotes_titles_and_filters_do_not(self):
        self.assertEqual(self.found('产教融合 -深化'), ['one.txt', 'two.txt'])
        self.assertEqual(self.found('租金 OR 产教融合'), ['both.txt', 'one.txt', 'rent.txt', 'two.txt'])
        self.assertEqual(self.found('"产教融合"'), ['both.txt', 'one.txt'])
        self.assertEqual(self.ask('"产教融合"')['understood'], '"产教融合"')
        self.assertEqual(self.found('--title', '产教融合'), ['both.txt', 'one.txt'])
        self.assertEqual(self.found('title:校企合作'), ['two.txt'])

    def test_too_many_synonyms_are_refused_in_a_sentence(self):
        lines = [f'词{i}号|' + '|'.join(f'{i}的第{k}个很长很长很长很长很长很长很长很长的说法' for k in range(7)) for i in range(60)]
        self.with_terms('\n'.join(lines) + '\n')
        query = ' OR '.join(f'词{i}号' for i in range(60))
        self.assert_refused(self.search(query), says='2048 characters')
        self.assertEqual(self.found('--synonyms', 'none', query), [])
        self.assertEqual(self.found('词1号 OR 租金'), ['rent.txt'])

    def test_a_chunk_that_only_holds_a_member_is_taken_as_it_is(self):
        self.assertEqual(self.found('推进产教融合'), ['one.txt'])

    def test_none_switches_off(self):
        self.assertEqual(self.found('--synonyms', 'none', '产教融合'), ['both.txt', 'one.txt'])
        self.assertEqual(self.ask('--synonyms', 'none', '产教融合')['understood'], '产教融合')
        self.assert_refused(self.search('--synonyms', 'some', '产教融合'), says='some')

    def test_counts_take_every_member(self):
        self.assertEqual(sum(r['hits'] for r in self.matrix('产教融合')['rows']), 7)
        self.assertEqual(sum(r['docs'] for r in self.matrix('产教融合')['rows']), 3)
        lines = self.ask('--view', 'kwic', '产教融合')['lines']
        self.assertEqual(sorted(l['match'] for l in lines), ['产教融合'] * 4 + ['校企合作'] * 3)
        self.assertEqual(sum(r['hits'] for r in self.matrix('--synonyms', 'none', '产教融合')['rows']), 4)

    def test_a_member_within_a_member_counts_once(self):
        self.with_terms('产教融合|深化产教融合\n')
        self.assertEqual(sum(r['hits'] for r in self.matrix('深化产教融合')['rows']), 4)

    def test_snippets_mark_every_member(self):
        marked = {f['text'] for h in self.ask('产教融合')['hits'] for f in h['snippet'] if f['hit']}
        self.assertEqual(marked, {'产教融合', '校企合作'})

    def test_a_term_stays_whole_where_words_are_looked_for(self):
        self.doc('apart.txt', '教师名单\n双师型培训，教师培训班。\n')
        self.build(self.docs)
        query = '双师型教师意见'
        answer = self.ask(query)
        self.assertEqual((answer['relaxed'], [h['id'] for h in answer['hits']]), ('words', ['both.txt']))
        self.doc('both.txt', '没有\n')
        self.build(self.docs)
        self.assertEqual(self.ask(query)['relaxed'], 'any')

    def test_a_term_is_a_word_where_any_is_looked_for(self):
        self.doc('apart.txt', '师型教师，双师型教，双师型教，师型教师\n')
        self.doc('whole.txt', '双师型教师，其他，双师型教师，其他文字\n')
        self.build(self.docs)
        query = '双师型教师量子纠缠'
        with_terms = {h['id']: h['score'] for h in self.ask('-n', '50', query)['hits']}
        none = self.terms('# nothing\n', 'none.txt')
        without = {h['id']: h['score'] for h in self.ask('-n', '50', '--terms', none, query)['hits']}
        self.assertGreater(with_terms['whole.txt'], without['whole.txt'])
        self.assertEqual(with_terms['apart.txt'], without['apart.txt'])


class Builtin(Terms):
    def setUp(self):
        super().setUp()
        self.build()

    def test_they_come_in_only_where_nothing_is_as_written(self):
        answer = self.ask('公租房')
        self.assertEqual([h['id'] for h in answer['hits']], ['rent.txt'])
        self.assertEqual((answer['relaxed'], answer['understood']), ('words', '(公租房|公共租赁住房)'))
        self.assertNotIn('synonyms', answer)
        self.assertIn('abbreviated or in full', self.search('公租房').out)
        self.assertEqual(self.found('高职'), ['short.txt'])

    def test_what_they_would_add_is_told(self):
        answer = self.ask('高职')
        self.assertEqual(answer['synonyms'], [{'text': '高职', 'also': ['高等职业'], 'more': 1}])
        self.assertIn('--synonyms all finds 1 more with 高等职业\n', self.search('高职').out)
        self.assertEqual(self.ask('高等职业')['synonyms'], [{'text': '高等职业', 'also': ['高职'], 'more': 1}])

    def test_what_adds_nothing_is_not_told(self):
        for args in (['"高职"'], ['高职', '"做好高职"'], ['高职', '--no-snippets'], ['高职', '--synonyms', 'all'],
                     ['高职', '--synonyms', 'none'], ['招生', '-高等职业'], ['公共租赁住房']):
            answer = self.ask(*args)
            self.assertGreater(answer['total'], 0, args)
            self.assertNotIn('synonyms', answer, args)
            self.assertNotIn('--synonyms all', self.search('-n', '1', *args).out)

    def test_all_widens_at_once(self):
        answer = self.ask('--synonyms', 'all', '高职')
        self.assertEqual([h['id'] for h in answer['hits']], ['short.txt', 'full.txt'])
        self.assertEqual((answer['relaxed'], answer['understood']), (False, '(高职|高等职业)'))
        self.assertEqual(sum(r['hits'] for r in self.matrix('--synonyms', 'all', '高职')['rows']), 4)
        self.assertEqual(sum(r['hits'] for r in self.matrix('高职')['rows']), 2)

    def test_counting_views_and_explicit_queries_never_relax(self):
        self.assertEqual(self.matrix('公租房')['total'], 0)
        self.assertEqual(self.found('公租房 OR 没有的词'), [])
        self.assertEqual(self.found('--synonyms', 'all', '公租房 OR 没有的词'), ['rent.txt'])

    def test_none_goes_on_to_the_words(self):
        answer = self.ask('--synonyms', 'none', '公租房')
        self.assertEqual((answer['understood'], answer['total']), ('公租房', 0))

    def test_an_abbreviation_that_stands_across_words_is_no_synonym_of_its_full_form(self):
        self.doc('teacher.txt', '名单\n专职教师名单。\n')
        self.doc('school.txt', '名单\n职业教育名单。\n')
        self.build()
        self.assertEqual(self.found('--synonyms', 'all', '职业教育'), ['school.txt'])
        self.assertEqual(self.found('--synonyms', 'all', '职教'), ['school.txt', 'teacher.txt'])

    def test_a_minus_switches_a_group_off(self):
        self.with_terms('-高职\n')
        self.assertNotIn('synonyms', self.ask('高职'))
        self.assertEqual(self.found('--synonyms', 'all', '高职'), ['short.txt'])
        self.assertEqual(self.ask('公租房')['understood'], '(公租房|公共租赁住房)')
        self.with_terms('-*\n')
        self.assertEqual(self.found('公租房'), [])

    def test_own_and_built_in_groups_join(self):
        self.with_terms('高职|招生办法\n')
        self.assertEqual(self.ask('高职')['understood'], '(高职|招生办法)')
        self.assertEqual(self.ask('高职')['synonyms'], [{'text': '高职', 'also': ['高等职业'], 'more': 1}])
        self.assertEqual(self.ask('--synonyms', 'all', '高职')['understood'], '(高职|招生办法|高等职业)')


class Kept(Terms):
    def kept(self):
        with open(os.path.join(self.dir, 'current'), encoding='ascii') as file:
            name = os.path.join(self.dir, file.read().strip(), 'terms.txt')
        if not os.path.exists(name):
            return None
        with open(name, encoding='utf-8') as file:
            return file.read()

    def test_the_index_remembers_its_terms_until_an_empty_file_comes(self):
        self.with_terms('产教融合|校企合作\n')
        self.assertEqual(self.summary(self.docs)['unchanged'], 6)
        self.doc('new.txt', '另一篇\n校企合作。\n')
        self.assertEqual(self.summary(self.docs)['updated'], 0)
        self.assertEqual(self.found('产教融合'), ['both.txt', 'new.txt', 'one.txt', 'two.txt'])
        self.assertEqual(self.kept(), '产教融合|校企合作\n')
        self.assertEqual(self.index('--verify').code, 0)
        self.assertEqual(self.summary('--terms', self.terms('# nothing\n'), self.docs)['updated'], 7)
        self.assertEqual(self.found('产教融合'), ['both.txt', 'one.txt'])
        self.assertIsNone(self.kept())
        self.assertEqual(self.summary(self.docs)['unchanged'], 7)

    def test_a_changed_file_reads_everything_again_and_the_same_nothing(self):
        self.with_terms('双师型教师\n')
        self.assertEqual(self.summary('--terms', self.terms('双师型教师\n'), self.docs)['unchanged'], 6)
        self.assertEqual(self.summary('--terms', self.terms('双师型教师\n职教\n'), self.docs)['updated'], 6)

    def test_terms_of_a_query_take_the_place_of_the_index(self):
        self.with_terms('产教融合|校企合作\n-*\n')
        other = self.terms('高职|高等职业\n', 'other.txt')
        self.assertEqual(self.found('--terms', other, '产教融合'), ['both.txt', 'one.txt'])
        self.assertEqual(self.found('--terms', other, '高职'), ['full.txt', 'short.txt'])
        self.assertEqual(self.ask('--terms', other, '公租房')['relaxed'], 'words')
        self.assertEqual(self.found('高职'), ['short.txt'])

    def test_a_damaged_copy_is_found_out(self):
        self.with_terms('产教融合|校企合作\n')
        with open(os.path.join(self.dir, 'g000001', 'terms.txt'), 'r+b') as file:
            file.write(b'|||')
        self.assert_refused(self.index('--verify'), says='terms.txt')
        self.assert_refused(self.search('产教融合'), says='terms.txt')

    def test_a_bad_file_is_told_with_its_line_and_changes_nothing(self):
        self.with_terms('产教融合|校企合作\n')
        for content, says in (('甲\n乙|\n', 'line 2'), ('甲|乙\n\n乙|丙\n', 'line 3'), ('——\n', 'line 1'),
                              ('长' * 41 + '\n', 'line 1'), (b'\0' * 100, 'binary'), ('#' * (1 << 20 | 1), 'larger')):
            bad = zc.write(self.work, 'bad.txt', content)
            self.assert_refused(self.index('--terms', bad, self.docs), says=says)
            r = self.search('--terms', bad, '产教融合')
            self.assert_refused(r, says=says)
            self.assertIn('bad.txt', r.err)
        for bad in (os.path.join(self.work, 'missing.txt'), self.docs, ''):
            self.assert_refused(self.index('--terms', bad, self.docs))
            self.assert_refused(self.search('--terms', bad, '产教融合'))
        self.assertEqual(self.kept(), '产教融合|校企合作\n')


if __name__ == '__main__':
    zc.main()
