# SPDX-License-Identifier: GPL-2.0-or-later
"""The page in a real browser: lighttpd with docs/lighttpd.conf, headless Chromium, a phone and a desktop.

Skipped (77) where lighttpd, chromium or chromedriver is missing. With ZHENGCE_SCREENSHOTS=DIR every page that is looked
at is also written there as a picture.
"""
import base64
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request

import web
import zc
from web import q

PATH = os.environ.get('PATH', os.defpath) + ':/usr/sbin:/usr/local/sbin'
PROGRAMS = {name: shutil.which(name, path=PATH) for name in ('lighttpd', 'chromium', 'chromedriver')}
WIDTHS = {320: 640, 1280: 800}
ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'  # WebDriver's name for a reference to an element
ARGUMENTS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--hide-scrollbars',
             '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage']

# What is cut off, sticks out of the window or lies on something else. Boxes that scroll (.wide) are for what is wider.
LOOK = r'''
// a phone's innerWidth grows with a page that is too wide
const wide = document.documentElement.scrollWidth, width = arguments[0], faults = [];
if (wide > width || innerWidth > width) faults.push(`the page is ${wide} px wide in a window of ${width}`);
const seen = e => e.getClientRects().length && e.checkVisibility(); // not inside closed details
const name = e => `<${e.tagName.toLowerCase()}> ${(e.textContent || e.value || e.name || '').trim().slice(0, 30)}`;
const loose = e => e.closest('.wide') || e.classList.contains('skip');
const all = [...document.querySelectorAll('h1,h2,h3,a,input,select,button,summary,p,li,dt,dd,label,mark,.wide')].filter(seen);
for (const e of all) {
  if (loose(e) && !e.classList.contains('wide')) continue;
  const box = e.getBoundingClientRect();
  if (box.left < -0.5 || box.right > width + 0.5) faults.push(`${name(e)}: from ${box.left} to ${box.right}`);
  const style = getComputedStyle(e);
  if (!['INPUT', 'SELECT'].includes(e.tagName) && !e.classList.contains('wide') && style.display !== 'inline' &&
      (e.scrollWidth > e.clientWidth + 1 && style.overflowX !== 'visible')) faults.push(`${name(e)}: cut`);
}
const leaves = all.filter(e => ['A', 'INPUT', 'SELECT', 'BUTTON', 'SUMMARY'].includes(e.tagName) && !loose(e));
for (let i = 0; i < leaves.length; i++)
  for (let j = i + 1; j < leaves.length; j++)
    for (const a of leaves[i].getClientRects())
      for (const b of leaves[j].getClientRects())
        if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 6)
          faults.push(`${name(leaves[i])} lies on ${name(leaves[j])}`);
return faults;
'''

FOCUS = r'''
const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
return {class: e.className, tag: e.tagName, outline: style.outlineStyle, wide: parseFloat(style.outlineWidth), left: box.left,
        top: box.top, right: box.right, bottom: box.bottom};
'''


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


def wait_for(port, process, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection(('127.0.0.1', port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f'{process.args[0]} does not listen on port {port}')


class Browser:
    """A session of chromedriver's WebDriver."""

    def __init__(self, driver, width, profile):
        self.driver, self.width, self.id = driver, width, None
        options = {'binary': PROGRAMS['chromium'], 'args': [
            *ARGUMENTS, f'--user-data-dir={profile}', f'--window-size={width},{WIDTHS[width]}', '--lang=zh-CN', '--accept-lang=zh-CN,zh']}
        if width < 600:
            options['mobileEmulation'] = {'deviceMetrics': {'width': width, 'height': WIDTHS[width], 'pixelRatio': 2}}
        capabilities = {'goog:chromeOptions': options, 'goog:loggingPrefs': {'browser': 'ALL'}}
        self.id = self.call('', {'capabilities': {'alwaysMatch': capabilities}})['sessionId']

    def call(self, path, body=None, method=None):
        url = f'http://127.0.0.1:{self.driver}/session' + (f'/{self.id}' if self.id else '') + path
        request = urllib.request.Request(url, None if body is None else json.dumps(body).encode(), method=method,
                                         headers={'Content-Type': 'application/json'})
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=60) as answer:
                return json.load(answer)['value']
        except urllib.error.HTTPError as e:
            raise AssertionError(f"{path}: {json.load(e)['value']['message']}") from e

    def go(self, url):
        self.call('/url', {'url': url})

    @property
    def url(self):
        return self.call('/url')

    def run(self, script):
        return self.call('/execute/sync', {'script': script, 'args': [self.width]})

    def find(self, css):
        return [e[ELEMENT] for e in self.call('/elements', {'using': 'css selector', 'value': css})]

    def text(self, css):
        return [self.call(f'/element/{e}/text') for e in self.find(css)]

    def click(self, css, which=0):
        self.call(f'/element/{self.find(css)[which]}/click', {})

    def type(self, css, text):
        self.call(f'/element/{self.find(css)[0]}/value', {'text': text})

    def submit(self, css, text):
        """Types and sends: Enter, then waits for the next page, which nothing else does."""
        before = self.url
        self.type(css, text + '\ue007')
        for _ in range(200):
            if self.url != before and self.run('return document.readyState') == 'complete':
                return
            time.sleep(0.05)
        raise AssertionError(f'{before}: nothing was sent')

    def press(self, key):
        self.call('/actions', {'actions': [{'type': 'key', 'id': 'keys', 'actions': [
            {'type': 'keyDown', 'value': key}, {'type': 'keyUp', 'value': key}]}]})

    def console(self):
        return self.call('/se/log', {'type': 'browser'})

    def picture(self, name):
        folder = os.environ.get('ZHENGCE_SCREENSHOTS')
        if folder:
            os.makedirs(folder, exist_ok=True)
            data = self.call('/screenshot')
            if self.width >= 600:
                height = self.run('return document.documentElement.scrollHeight')
                data = self.call('/goog/cdp/execute', {'cmd': 'Page.captureScreenshot', 'params': {
                    'captureBeyondViewport': True, 'clip': {'x': 0, 'y': 0, 'width': self.width, 'height': min(height, 3000),
                                                            'scale': 1}}})['data']
            with open(os.path.join(folder, f'{name}-{self.width}.png'), 'wb') as file:
                file.write(base64.b64decode(data))

    def quit(self):
        self.call('', method='DELETE')


def at_each_width(test):
    """Runs a test with the browser of each width."""
    def run(self):
        for browser in self.browsers:
            browser.console()  # what came before
            with self.subTest(width=browser.width):
                test(self, browser)
    return run


class Site(zc.Case):
    """One web server, one driver, and a browser of each width."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        index = os.path.join(cls.temp, 'index')
        docs = os.path.join(cls.temp, 'docs')
        shutil.copytree(zc.SAMPLE, docs)
        zc.write(docs, 'a-very-long-name-without-any-place-to-break-it-' + 'x' * 150 + '.md',
                 '关于长词的通知\n\n' + '产教融合' + 'https://example.org/' + 'a' * 300 + '\n\n```\n' + '产教融合 ' * 60 + '\n```\n\n'
                 '| ' + ' | '.join('产教融合' for _ in range(30)) + ' |\n')
        made = zc.run(zc.INDEX, '-q', '-d', index, docs, home=cls.temp)
        if made.code:
            raise RuntimeError(made)
        root = os.path.join(cls.temp, 'root')
        os.mkdir(root)
        os.symlink(web.CGI, os.path.join(root, 'zhengce.cgi'))
        cls.port, driver = free_port(), free_port()
        env = {**zc.environment(cls.temp), 'ZHENGCE_SERVE_ROOT': root, 'ZHENGCE_SERVE_PORT': str(cls.port),
               'ZHENGCE_INDEX': index, 'TMPDIR': cls.temp}
        conf = os.path.join(zc.SOURCE, 'docs', 'lighttpd.conf')
        cls.start([PROGRAMS['lighttpd'], '-D', '-f', conf], env, cls.port)
        cls.start([PROGRAMS['chromedriver'], f'--port={driver}'], env, driver)
        cls.base = f'http://127.0.0.1:{cls.port}/zhengce.cgi'
        cls.browsers = []
        for width in WIDTHS:
            browser = cls.open_browser(driver, width)
            cls.addClassCleanup(browser.quit)
            cls.browsers.append(browser)

    @classmethod
    def open_browser(cls, driver, width):
        """A busy machine may start the browser too late for its driver: three tries, then it can't run here."""
        for attempt in range(3):
            try:
                return Browser(driver, width, tempfile.mkdtemp(dir=cls.temp))
            except AssertionError as e:
                if 'session not created' not in str(e):
                    raise
                print(f'try {attempt + 1}: {e}', file=sys.stderr)
                time.sleep(2)
        raise unittest.SkipTest('Chromium does not start here')

    @classmethod
    def start(cls, command, env, port):
        with open(os.path.join(cls.temp, os.path.basename(command[0]) + '.log'), 'wb') as log:
            process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=cls.temp)
        cls.addClassCleanup(cls.end, process)
        wait_for(port, process)

    @classmethod
    def end(cls, process):
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def look(self, b, name):
        """The page as it stands keeps inside its window, and the console is silent."""
        b.picture(name)
        self.assertEqual(b.run(LOOK), [], (name, b.url))
        self.assertEqual([line['message'] for line in b.console()], [], name)

    def look_at(self, b, name, query):
        b.go(f'{self.base}?{query}')
        self.look(b, name)


class Visits(Site):
    @at_each_width
    def test_someone_searches_narrows_reads_and_returns(self, b):
        b.go(f'http://127.0.0.1:{self.port}/')
        self.look(b, 'welcome')
        b.submit('input[name=q]', '产教融合')
        total = int(re.search(r'\d+', b.text('h1')[0]).group())
        self.assertEqual(total, 9)
        self.assertGreater(len(b.find('mark')), 5)
        self.assertLessEqual({re.sub(r'\s', '', mark) for mark in b.text('.hits mark')}, {'产教融合', '產教融合'})
        self.look(b, 'list')
        facet = next(t for t in b.text('aside li') if t.startswith('示例市'))
        b.click('aside li a', b.text('aside li a').index('示例市'))
        self.assertEqual(int(re.search(r'\d+', b.text('h1')[0]).group()), int(facet.split()[-1]))
        self.look(b, 'narrowed')
        results = b.url
        title = b.text('.hits h2 a')[0]
        b.click('.hits h2 a')
        self.assertEqual(b.text('.document h1'), [title])
        self.assertIn('view=doc', b.url)
        self.look(b, 'document')
        b.call('/back', {})
        self.assertEqual(b.url, results)
        b.call('/forward', {})
        b.click('main > p a')
        self.assertEqual(b.text('.hits h2 a')[0], title)
        self.assertNotIn('view=doc', b.url)

    @at_each_width
    def test_someone_compares(self, b):
        b.go(f'{self.base}?{q(q="产教融合")}')
        b.click('.views a', 1)
        self.assertEqual(len(b.find('table.matrix')), 1)
        self.look(b, 'matrix')
        cell, docs = b.text('table.matrix td a')[0], b.text('table.matrix td a + small')[0]
        self.assertTrue(cell.isdigit())
        b.click('table.matrix td a')
        self.assertEqual(b.text('h1')[0].split()[1], docs.split('/')[0])
        b.go(f'{self.base}?{q(q="产教融合")}')
        b.click('.views a', 2)
        self.assertGreater(len(b.find('table.kwic mark')), 10)
        self.look(b, 'kwic')

    @at_each_width
    def test_the_form_keeps_its_conditions(self, b):
        b.go(f'{self.base}?lang=en')
        b.click('summary')
        self.look(b, 'conditions-en')
        b.type('input[name=q]', '职业教育')
        b.type('input[name=year]', '2023')
        b.click('button')
        for _ in range(50):  # a click may come back before the new page is there
            if 'q=' in b.url:
                break
            time.sleep(0.1)
        values = urllib.parse.parse_qs(urllib.parse.urlsplit(b.url).query)
        self.assertEqual((values['q'], values['year'], values['lang']), (['职业教育'], ['2023'], ['en']))
        self.assertEqual(b.run('return document.documentElement.lang'), 'en')
        self.assertEqual(b.run('return document.querySelector("input[name=year]").value'), '2023')

    @at_each_width
    def test_every_page_keeps_inside_its_window(self, b):
        for lang in ('zh', 'en'):
            for name, query in {
                    'welcome': {}, 'list': {'q': '产教融合'}, 'words': {'q': '学徒制补贴标准'}, 'nothing': {'q': '"量子引力波"'},
                    'long': {'q': '产教融合' * 12 + 'x' * 120}, 'matrix-types': {'q': '产教融合', 'view': 'matrix', 'by': 'type,city'},
                    'matrix-one': {'q': '产教融合', 'view': 'matrix', 'by': 'issuer'}, 'concordance': {'q': '产教融合', 'view': 'kwic'},
                    'doc': {'q': '产教融合', 'view': 'doc', 'id': 'shili-2022-5.md'}}.items():
                self.look_at(b, f'{name}-{lang}', q(lang=lang, **query))

    @at_each_width
    def test_words_without_a_break_keep_inside_the_window(self, b):
        b.go(f'{self.base}?{q(q="产教融合 长词")}')
        self.look(b, 'long-list')
        b.click('.hits h2 a')
        self.look(b, 'long-document')

    @at_each_width
    def test_a_line_broken_inside_a_sentence_shows_no_gap(self, b):
        b.go(f'{self.base}?{q(view="doc", id="shili-2022-5.md")}')
        self.assertEqual(re.findall('[一-鿿][ \n][一-鿿]', b.run('return document.querySelector(".body p + h2 + p").innerText')), [])

    @at_each_width
    def test_a_failure_is_a_page_like_any_other(self, b):
        for name, query in {'error': {'city': '宁玻'}, 'error-en': {'view': 'doc', 'id': 'nothing.md', 'lang': 'en'}}.items():
            b.go(f'{self.base}?{q(**query)}')
            b.picture(name)
            self.assertEqual(b.run(LOOK), [])
            self.assertEqual([line['message'] for line in b.console() if 'status of 40' not in line['message']], [])

    @at_each_width
    def test_the_first_tab_shows_the_way_past_the_form(self, b):
        b.go(f'{self.base}?{q(q="产教融合")}')
        b.press('\ue004')
        at = b.run(FOCUS)
        b.picture('focus')
        self.assertEqual((at['class'], at['tag']), ('skip', 'A'))
        self.assertNotEqual(at['outline'], 'none')
        self.assertGreaterEqual(at['wide'], 2)
        self.assertTrue(at['left'] >= 0 and at['top'] >= 0 and at['right'] > at['left'] and at['right'] <= b.width, at)
        b.press('\ue007')
        self.assertTrue(b.url.endswith('#main'))

    @at_each_width
    def test_every_stop_of_the_keyboard_is_seen(self, b):
        b.go(f'{self.base}?{q(q="产教融合", view="matrix", by="city,year")}')
        stops = []
        for _ in range(12):
            b.press('\ue004')
            at = b.run(FOCUS)
            stops.append(at['tag'])
            self.assertNotEqual(at['outline'], 'none', at)
        self.assertTrue({'A', 'INPUT', 'BUTTON', 'SUMMARY', 'DIV'} <= set(stops), stops)

    def test_nothing_is_served_but_the_program(self):
        for path, status in (('/', 200), ('/zhengce.cgi', 200), ('/zhengce.cgi/style.css', 200), ('/zhengce.cgi/x', 404),
                             ('/../index/current', 404), ('/%2e%2e/index/current', 404), ('/zhengce.cgi?city=%E5%AE%81%E7%8E%BB', 400)):
            with socket.create_connection(('127.0.0.1', self.port), 10) as s:
                s.sendall(f'GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n'.encode())
                answer = b''
                while block := s.recv(65536):
                    answer += block
            got = int(answer.split(b' ', 2)[1])
            self.assertEqual(302 if path == '/' and got == 301 else got, 302 if path == '/' else status, (path, answer[:300]))
            if path.startswith('/zhengce.cgi'):
                for name, value in web.SECURITY:
                    self.assertIn(f'{name}: {value}'.encode(), answer.split(b'\r\n\r\n')[0])


if __name__ == '__main__':
    missing = [name for name, path in PROGRAMS.items() if not path]
    if missing:
        print(f'SKIPPED: not installed: {", ".join(missing)}; ./dev deps --page', file=sys.stderr)
        sys.exit(77)
    ran = unittest.main(exit=False).result
    sys.exit(1 if not ran.wasSuccessful() else 77 if ran.testsRun == 0 else 0)
