# SPDX-License-Identifier: GPL-2.0-or-later
"""Golden outputs of every renderer on corpus/sample. UPDATE_GOLDEN=1 writes them anew: read the difference."""
import os
import re
import unittest

import zc

GOLDEN = os.path.join(zc.SOURCE, 'tests', 'golden')


def steady(text):
    """Times and scores change with the machine and the weights; all else is golden."""
    text = re.sub(r'\(\d+\.\d ms\)', '(N ms)', text)
    text = re.sub(r'"ms":\d+(\.\d+)?(e-?\d+)?', '"ms":0', text)
    text = re.sub(r'"seconds":\d+(\.\d+)?(e-?\d+)?', '"seconds":0', text)
    text = re.sub(r'\(\d+\.\d+ s\)', '(N s)', text)
    return re.sub(r'"score":\d+(\.\d+)?(e-?\d+)?', '"score":0', text)


class Golden(zc.Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sample_dir = os.path.join(cls.temp, 'sample')
        cls.made = zc.run(zc.INDEX, '--json', '-d', cls.sample_dir, zc.SAMPLE, home=cls.temp)
        if cls.made.code:
            raise RuntimeError(cls.made)

    def setUp(self):
        super().setUp()
        self.dir = self.sample_dir

    def check(self, name, result, code=0):
        self.assertEqual((result.code, result.err), (code, ''), result)
        path, now = os.path.join(GOLDEN, name), steady(result.out)
        if os.environ.get('UPDATE_GOLDEN'):
            zc.write(GOLDEN, name, now)
        self.assertTrue(os.path.exists(path), f'{path} is missing; UPDATE_GOLDEN=1 writes it')
        with open(path, encoding='utf-8', newline='') as golden:
            self.assertEqual(now, golden.read(), f'{name}; UPDATE_GOLDEN=1 writes it anew')

    def test_list_text(self):
        self.check('list.txt', self.search('--sort', 'date', '-n', '4', '产教融合'))

    def test_list_text_of_a_filter(self):
        self.check('list-filter.txt', self.search('--city', '宁波'))

    def test_list_text_of_a_number(self):
        self.check('list-number.txt', self.search('示政办发[2021]12号'))

    def test_list_text_relaxed(self):
        self.check('list-words.txt', self.search('--sort', 'date', '学徒制补贴标准'))

    def test_list_text_of_nothing(self):
        self.check('list-nothing.txt', self.search('"量子引力波"'), code=1)

    def test_list_json(self):
        self.check('list.json', self.search('--format', 'json', '--sort', 'date', '-n', '2', '--offset', '1', '"双师型"'))

    def test_list_json_without_snippets(self):
        self.check('list-no-snippets.json', self.search('--format', 'json', '--no-snippets', '--sort', 'date-asc', 'city:示例市'))

    def test_list_json_of_nothing(self):
        self.check('list-nothing.json', self.search('--format', 'json', '"量子引力波"'), code=1)

    def test_doc_text(self):
        self.check('doc.txt', self.search('--view', 'doc', 'shili-2020-31.md'))

    def test_doc_json(self):
        self.check('doc.json', self.search('--view', 'doc', '--format', 'json', 'shili-2022-5.md'))

    def test_matrix(self):
        for by, stem in (('city,year', 'matrix-two'), ('type', 'matrix-one')):
            for form, ending in (('text', 'txt'), ('csv', 'csv'), ('tsv', 'tsv'), ('json', 'json')):
                with self.subTest(by=by, form=form):
                    self.check(f'{stem}.{ending}', self.search('--view', 'matrix', '--by', by, '--format', form, '产教融合'))

    def test_kwic(self):
        for form, ending in (('text', 'txt'), ('csv', 'csv'), ('tsv', 'tsv'), ('json', 'json')):
            with self.subTest(form=form):
                self.check(f'kwic.{ending}', self.search('--view', 'kwic', '--format', form, '双师型'))

    def test_inspect(self):
        self.check('inspect.jsonl', zc.run(zc.INDEX, '--inspect', zc.SAMPLE, home=self.work))

    def test_summary_json(self):
        self.check('summary.json', self.made)

    def test_batch(self):
        queries = '产教融合 city:宁波\n慈教建（2023）44号\ncity:宁玻\nOR\n"量子引力波"\nyear:2021..2022 -样例\n'
        self.check('batch.jsonl', self.search('--batch', '-', '-n', '3', '--sort', 'date', stdin=queries.encode()))


if __name__ == '__main__':
    zc.main()
