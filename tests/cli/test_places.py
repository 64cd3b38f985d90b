# SPDX-License-Identifier: GPL-2.0-or-later
"""Where documents come from: small invented ones, and the real ones of $ZHENGCE_TESTDATA under names that tell nothing.

The oracle for real documents is independent of the gazetteer: the file and folder names they had, and
areacodes.csv.
"""
import csv
import json
import os
import re
import unittest

import zc

REPORTS, LAWS, GOLD = (os.path.join(zc.TESTDATA, *parts) for parts in
                       (('corpora', 'reports'), ('corpora', 'laws'), ('gold',)))
NOTICE = '关于修渠的通知\n\n各单位：\n请修好水渠。\n'


class Places(zc.Case):
    def places(self, **documents):
        """The deepest place of each document, and what its source says."""
        for name, text in documents.items():
            self.doc(name + '.txt', text)
        found = {}
        for d in self.inspect(self.docs):
            deepest = next((f for f in ('county', 'city', 'province') if d[f]), None)
            found[number_of(d)] = (d[deepest], d['sources'][deepest]) if deepest else (None, None)
        return found

    def place(self, text):
        return self.places(a=text)['a'][0]

    def test_zones_are_of_the_city_that_they_lie_in(self):
        for issuer, place in {
                '宁波经济技术开发区管理委员会': '宁波市', '苏州工业园区管委会': '苏州市',
                '中国（浙江）自由贸易试验区宁波片区管委会': '宁波市', '中国(上海)自由贸易试验区管理委员会': '上海市',
                '昆明滇池度假区管委会': '昆明市', '重庆两江新区管理委员会': '重庆市', '两江新区管委会': '重庆市',
                '南京市江北新区管理委员会': '南京市', '江北新区管委会': '南京市', '湖南湘江新区管理委员会': '长沙市',
                '河北雄安新区管理委员会': '河北省', '陕西省西咸新区管委会': '陕西省', '杨凌示范区管委会': '陕西省',
                '杭州湾新区管委会': '宁波市', '新疆生产建设兵团第八师石河子市人民政府': '石河子市'}.items():
            with self.subTest(issuer=issuer):
                self.assertEqual(self.place(issuer + NOTICE), place)

    def test_counties_without_a_city_are_their_own(self):
        for name in ('天门市', '仙桃市', '潜江市', '神农架林区', '济源市', '琼海市', '石河子市'):
            with self.subTest(name=name):
                self.doc('a.txt', f'{name}人民政府{NOTICE}')
                d, = self.inspect(self.docs)
                self.assertEqual((d['city'], d['county']), (name, None))

    def test_a_shared_prefix_needs_other_evidence(self):
        for number, text, place in (('丽政发', '', None), ('丽政发', '丽水市修了渠，丽水市好。', '丽水市'),
                                    ('丽政发', '丽江市修了渠，丽江市好。', '丽江市'), ('宁政发', '', None),
                                    ('惠府', '', None), ('云府', '', None), ('慈政发', '我市修渠。', None),
                                    ('杭政办', '我市修了渠。', '杭州市'), ('杭政办', '我县修了渠。', '上杭县'),
                                    ('甬政办发', '', '宁波市'), ('浙政办发', '我县修了渠。', None)):
            with self.subTest(number=number, text=text):
                self.assertEqual(self.place(f'{number}〔2020〕1号\n{NOTICE}{text}\n'), place)

    def test_nobody_writes_as_the_place_that_he_writes_to(self):
        letter = '宁波市人民政府：\n你市的请示收悉。宁波市应当修好水渠，宁波市好。\n'
        self.assertIsNone(self.place(f'关于同意宁波市修渠的批复\n\n{letter}'))
        self.assertIsNone(self.place(f'国务院关于同意宁波市修渠的批复\n国函〔2020〕1号\n\n{letter}'))
        self.assertEqual(self.place(f'浙江省人民政府关于同意宁波市修渠的批复\n\n{letter}'), '浙江省')

    def test_a_ministry_that_speaks_of_a_city_is_not_of_it(self):
        letter = '各省、自治区、直辖市水利厅（局）：\n宁波市全市修渠。宁波市好，全市好，宁波市富，全市富，宁波市强。\n'
        self.assertIsNone(self.place(f'关于宁波市修渠的通知\n\n{letter}'))
        self.assertIsNone(self.place(f'水利部关于宁波市修渠的通知\n水农〔2020〕1号\n\n{letter}'))

    def test_a_partner_city_is_not_the_documents_own(self):
        for text in ('我市对口帮扶安康市。安康市产茶，安康市富硒。安康市干部来我市挂职。我市派人到安康市支教。',
                     '11月10日，张家口市发生一起事故。张家口市立即排查。我市要吸取教训，我市要排查。',
                     '我市代表团到青岛市参会。青岛市与我市签约。青岛市企业将到我市投资。青岛市好。',
                     '根据北京市疾控中心通报，北京市有病例。北京市病例曾到我市。我市要排查。'):
            with self.subTest(text=text):
                self.assertIsNone(self.place(f'情况通报\n\n各镇、街道：\n{text}\n'))

    def test_what_was_passed_on_is_anothers(self):
        passed = ('现将经验转发给你们，请学习。\n\n我区修渠。上海市长宁区好。根据《上海市水渠条例》，'
                  '长宁区修渠，我区好，长宁区富。\n')
        self.assertIsNone(self.place(f'关于转发修渠经验的通知\n\n各县：\n{passed}'))

    def test_a_visit_is_no_evidence(self):
        self.assertIsNone(self.place('考察报告\n\n我市派人赴宁波市考察，学习宁波市、温州市、借鉴宁波市的水渠。\n'))

    def test_a_report_of_the_whole_country_has_no_place_under_a_citys_name(self):
        found = self.places(宁波='各位代表：\n\n现在，我代表国务院，向大会报告政府工作，请予审议。\n')
        self.assertEqual(found, {'宁波': (None, None)})

    def test_a_file_name_says_that_it_is_one(self):
        found = self.places(宁波='修好水渠。\n')
        self.assertEqual(found, {'宁波': ('宁波市', 'file name')})


def inspect_renamed(case, paths):
    """Each file with what `--inspect` prints of it under a number for a name, all of them in one folder."""
    folder = os.path.join(case.work, 'renamed')
    for i, path in enumerate(paths):
        with open(path, 'rb') as file:
            zc.write(folder, f'{i:06d}{os.path.splitext(path)[1]}', file.read())
    found = {int(number_of(d)): d for d in case.inspect(folder) if 'error' not in d}
    return [(path, found[i]) for i, path in enumerate(paths) if i in found]


def number_of(d):
    return os.path.splitext(os.path.basename(d['path']))[0]


def text_of(path):
    with open(path, encoding='utf-8', errors='replace') as file:
        return file.read()


@zc.shared
class Reports(zc.Case):
    def test_a_report_that_names_its_city_is_of_it(self):
        files = [os.path.join(REPORTS, n) for n in sorted(os.listdir(REPORTS))]
        right, named, wrong = 0, 0, []
        for path, d in inspect_renamed(self, files):
            city, text = os.path.basename(path)[:-4], text_of(path)
            whole = '我代表国务院' in text[:600]
            named += city in text and not whole
            if whole and (d['province'] or d['city']):
                wrong.append((city, d['city'], 'the whole country'))
            elif d['city'] and not d['city'].startswith(city):
                wrong.append((city, d['city'], d['sources']['city']))
            right += bool(d['city'])
        self.assertEqual(wrong, [])
        self.assertGreaterEqual(right, 0.95 * named)

    def test_without_the_name_of_its_city_a_report_has_none_or_the_same(self):
        cities = [n[:-4] for n in sorted(os.listdir(REPORTS))]
        for i, city in enumerate(cities):
            self.doc(f'{i}.txt', text_of(os.path.join(REPORTS, city + '.txt')).replace(city, '某某'))
        wrong = [(cities[int(number_of(d))], d['city'], d['sources']['city']) for d in self.inspect(self.docs)
                 if d['city'] and not d['city'].startswith(cities[int(number_of(d))])]
        self.assertEqual(wrong, [])

    def test_a_piece_of_a_report_has_no_place_or_its_citys(self):
        cities, pieces = sorted(n[:-4] for n in os.listdir(REPORTS)), 8
        for i, city in enumerate(cities):
            text = text_of(os.path.join(REPORTS, city + '.txt'))
            for k, own in enumerate((text, text.replace(city, '某某'))):
                for j in range(pieces):
                    self.doc(f'{i}-{k}{j}.txt', own[len(own) * j // pieces:len(own) * (j + 1) // pieces])
        found = [(cities[int(number_of(d).partition('-')[0])], d['city']) for d in self.inspect(self.docs)
                 if d.get('city')]
        self.assertEqual([pair for pair in found if not pair[1].startswith(pair[0])], [])
        self.assertTrue(found)


@zc.shared
class Laws(zc.Case):
    @staticmethod
    def cities():
        """Today's prefectures: name → province."""
        with open(os.path.join(GOLD, 'areacodes.csv'), encoding='utf-8-sig', newline='') as file:
            return {row[3]: row[1] for row in csv.reader(file) if row[4] == '地级' and row[5] == '在用'}

    def test_local_laws_are_of_their_province_and_city_and_national_ones_of_none(self):
        files = sorted(os.path.join(folder, n) for folder, _, names in os.walk(LAWS) for n in names if n.endswith('.md'))
        cities, count, wrong = self.cities(), {'local': 0, 'province': 0, 'named': 0, 'city': 0}, []
        for path, d in inspect_renamed(self, files):
            local = re.search(r'DLC/(.+?)地方法规', path)
            if not local:
                if d['province']:
                    wrong.append((path, d['province']))
                continue
            count['local'] += 1
            count['province'] += bool(d['province'])
            if d['province'] and not d['province'].startswith(local[1]):
                wrong.append((path, d['province']))
            title = text_of(path).split('\n', 1)[0].strip('# ')
            named = [c for c, p in cities.items() if p.startswith(local[1]) and
                     (title.startswith(c) or title.startswith(c[:-1] + '经济特区'))]
            if named:
                count['named'] += 1
                count['city'] += bool(d['city'])
                if d['city'] not in (named[0], None):
                    wrong.append((path, d['city']))
        self.assertEqual(wrong, [])
        self.assertGreaterEqual(count['province'], 0.99 * count['local'])
        self.assertGreaterEqual(count['city'], 0.98 * count['named'])
        self.assertTrue(count['local'] and count['named'])

    def test_without_its_title_a_law_has_no_place_or_the_same(self):
        provinces = []
        for folder, _, names in os.walk(LAWS):
            local = re.search(r'DLC/(.+?)地方法规', folder)
            for name in names:
                body = text_of(os.path.join(folder, name)).partition('<!-- INFO END -->')[2]
                if body.strip():
                    self.doc(f'{len(provinces)}.txt', body)
                    provinces.append(local[1] if local else None)
        wrong = []
        for d in self.inspect(self.docs):
            province = provinces[int(number_of(d))]
            if d['province'] and not (province and d['province'].startswith(province)):
                wrong.append((province, d['province'], d['sources']['province']))
        self.assertEqual(wrong, [])
        self.assertTrue(provinces)


@zc.shared
class Heads(zc.Case):
    def test_scraped_documents_are_of_their_site_or_of_none(self):
        with open(os.path.join(GOLD, 'heads.jsonl'), encoding='utf-8') as file:
            expected = {row['file']: row for row in map(json.loads, file)}
        for d in self.inspect(os.path.join(GOLD, 'heads')):
            row = expected[os.path.basename(d['path'])]
            with self.subTest(file=row['file']):
                if row['level'] == 'Provincial':
                    self.assertTrue(d['province'] is None or d['province'].startswith(row['issuer']))
                elif row['level'] == 'Central':
                    self.assertIsNone(d['province'])


if __name__ == '__main__':
    zc.main()
