# SPDX-License-Identifier: GPL-2.0-or-later
"""Facets: what choosing another value would find."""
import itertools

import zc

CITIES, TYPES, YEARS = ('溪州市', '林海市', '石滩市'), ('意见', '通知', '答复'), (2029, 2030, 2031)


def documents():
    """Every combination, some of them more than once, so that no two counts are equal by chance."""
    for i, (c, t, y) in enumerate(itertools.product(range(3), range(3), range(3))):
        for copy in range(1 + (c + 2 * t + y) % 3):
            yield {'id': f'{i}-{copy}', 'title': f'关于水渠的第{i}号文件', 'city': CITIES[c], 'province': '示例省', 'type': TYPES[t],
                   'date': f'{YEARS[y]}-0{1 + copy}-05', 'issuer': f'{CITIES[c]}水务局',
                   'text': '水渠' + ('应当清淤。' if (c + t) % 2 else '应当加固。') + f'本件第{copy}份。'}
    yield {'id': '无城市', 'title': '关于水渠的说明', 'text': '水渠清淤。', 'type': '答复'}


class Facets(zc.Case):
    def setUp(self):
        super().setUp()
        self.doc('texts.jsonl', zc.rows(*documents()))
        self.build()

    def facets(self, *args):
        return {field: {f['value']: f['count'] for f in values} for field, values in self.ask(*args)['facets'].items()}

    def assert_tells_what_would_be_found(self, query, filters):
        """Each count is the total of the same query with that value in the place of the field's filters."""
        given = [part for f, values in filters.items() for v in values for part in (f'--{f}', v)]
        for field, counts in self.facets(*given, '--', query).items():
            others = [part for f, values in filters.items() if f != field for v in values for part in (f'--{f}', v)]
            for value, count in counts.items():
                exactly = f'={value}' if field in ('city', 'issuer', 'type') else str(value)
                with self.subTest(query=query, filters=filters, field=field, value=value):
                    self.assertEqual(self.ask(*others, f'--{field}', exactly, '--no-snippets', '--', query)['total'], count)

    def test_a_filter_shows_what_its_other_values_would_find(self):
        free, chosen = self.facets('--', '清淤'), self.facets('--city', '溪州市', '--', '清淤')
        self.assertEqual(set(chosen['city']), set(CITIES))
        self.assertEqual(chosen['city'], free['city'])
        self.assertNotEqual(chosen['type'], free['type'])

    def test_counts_are_what_choosing_the_value_finds(self):
        for filters in ({}, {'city': ['溪州市']}, {'city': ['溪州市', '林海市']}, {'city': ['林海市'], 'type': ['=通知']},
                        {'year': ['2030']}, {'year': ['2029..2030'], 'city': ['石滩市']}, {'year': ['2030..'], 'type': ['=意见', '=答复']},
                        {'issuer': ['林海市水务局']}, {'city': ['溪州市'], 'year': ['..2030'], 'type': ['=答复']}):
            for query in ('清淤', '水渠 -加固', '水渠 OR 清淤'):
                self.assert_tells_what_would_be_found(query, filters)

    def test_filters_inside_the_query_count_alike(self):
        for written, args in (('city:溪州市', ['--city', '溪州市']), ('year:2029..2030 type:=通知', ['--year', '2029..2030', '--type', '=通知'])):
            self.assertEqual(self.facets('--', f'清淤 {written}'), self.facets(*args, '--', '清淤'))

    def test_they_do_without_words_and_with_a_question(self):
        self.assert_tells_what_would_be_found('', {'city': ['溪州市']})
        relaxed = self.ask('--city', '溪州市', '--', '怎样清理水渠淤泥')
        self.assertEqual(relaxed['relaxed'], 'any')
        self.assertEqual({f['value'] for f in relaxed['facets']['city']}, set(CITIES))

    def test_they_count_all_found_and_not_the_page(self):
        self.assertEqual(self.facets('-n', '1', '--offset', '3', '--', '清淤'), self.facets('-n', '100', '--', '清淤'))

    def test_they_count_over_several_members(self):
        before = self.facets('--city', '溪州市', '--', '清淤')
        self.doc('later.jsonl', zc.rows({'id': '后来', 'title': '关于水渠的补充', 'text': '水渠清淤补充。', 'city': '石滩市', 'type': '意见', 'date': '2031-09-09'}))
        self.build()
        after = self.facets('--city', '溪州市', '--', '清淤')
        self.assertEqual(after['city']['石滩市'], before['city']['石滩市'] + 1)
        self.assertEqual(after['type'], before['type'])
        self.assert_tells_what_would_be_found('清淤', {'city': ['溪州市']})


if __name__ == '__main__':
    zc.main()
