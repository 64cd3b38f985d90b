# SPDX-License-Identifier: GPL-2.0-or-later
"""Golden HTML of each view on corpus/sample. UPDATE_GOLDEN=1 writes it anew: read the difference."""
import os
import re

import web
import zc
from web import q

GOLDEN = os.path.join(zc.SOURCE, 'tests', 'golden', 'page')


class Golden(web.Case):
    def check(self, name, query, status=200):
        """The version in the foot changes with releases; all else is golden."""
        now = re.sub(r'· zhengce \d+(\.\d+)*', '· zhengce N', self.get(query, status=status).text)
        path = os.path.join(GOLDEN, name)
        if os.environ.get('UPDATE_GOLDEN'):
            zc.write(GOLDEN, name, now)
        self.assertTrue(os.path.exists(path), f'{path} is missing; UPDATE_GOLDEN=1 writes it')
        with open(path, encoding='utf-8', newline='') as golden:
            self.assertEqual(now, golden.read(), f'{name}; UPDATE_GOLDEN=1 writes it anew')

    def test_welcome(self):
        self.check('welcome.html', '')
        self.check('welcome-en.html', q(lang='en'))

    def test_list(self):
        self.check('list.html', q(q='产教融合', sort='date'))

    def test_list_narrowed_in_english(self):
        self.check('list-en.html', q(q='职业教育', city='宁波市', year='2023', sort='date-asc', lang='en'))

    def test_list_relaxed(self):
        self.check('list-words.html', q(q='学徒制补贴标准', sort='date'))

    def test_list_of_nothing(self):
        self.check('list-nothing.html', q(q='"量子引力波"'))

    def test_document(self):
        self.check('doc.html', q(view='doc', id='shili-2020-31.md', q='产教融合'))

    def test_matrix(self):
        self.check('matrix.html', q(view='matrix', by='city,year', q='产教融合'))
        self.check('matrix-type.html', q(view='matrix', by='type', q='产教融合', lang='en'))

    def test_concordance(self):
        self.check('kwic.html', q(view='kwic', q='"双师型"'))

    def test_failures(self):
        self.check('error.html', q(city='宁玻', q='产教融合'), status=400)
        self.check('error-doc.html', q(view='doc', id='nothing.md', lang='en'), status=404)


if __name__ == '__main__':
    web.main()
