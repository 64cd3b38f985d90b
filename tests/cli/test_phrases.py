#!/usr/bin/env python3
"""Phrases over very few characters, where every coincidence happens: AAB in AAAB, ABAB over itself.

A phrase is asked for by as few pairs of characters as cover it; that this is still exact rests on what
pairs can overlap how, which random texts of three characters and a sign try out.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import random

import zc

DOCUMENTS, PHRASES = 300, 400


class Phrases(zc.Case):
    def test_every_phrase_is_found_where_it_stands_and_nowhere_else(self):
        rng = random.Random(7)
        texts = {}
        for i in range(DOCUMENTS):
            text = ''.join(rng.choices('甲乙丙，', (5, 4, 3, 1), k=rng.randrange(4, 40)))
            texts[f'd{i}'] = text
        self.doc('texts.jsonl', zc.rows(*({'id': name, 'text': f'字{text}字'}
                                          for name, text in texts.items())))
        self.build()
        phrases = set()
        while len(phrases) < PHRASES:
            text = rng.choice(list(texts.values()))
            n = rng.randrange(2, 10)
            at = rng.randrange(max(1, len(text) - n + 1))
            phrase = text[at:at + n]
            if set(phrase) & set('甲乙丙'):
                phrases.add(phrase)
        phrases = sorted(phrases)
        answers = self.search('--batch', '-', '--no-snippets', '-n', '1000',
                              stdin=''.join(f'"{p}"\n' for p in phrases).encode()).lines
        self.assertEqual(len(answers), len(phrases))
        for phrase, answer in zip(phrases, answers):
            with self.subTest(phrase=phrase):
                want = {name for name, text in texts.items() if phrase in text}
                self.assertEqual({h['id'] for h in answer['hits']}, want)
                self.assertEqual(answer['total'], len(want))


if __name__ == '__main__':
    zc.main()
