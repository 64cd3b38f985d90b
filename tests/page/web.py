# SPDX-License-Identifier: GPL-2.0-or-later
"""What the page's tests share: a request to the CGI program, and a strict reader of the HTML it gives.

The program is found through ZHENGCE_CGI_PROGRAM (set by ctest), else in build/. What a page holds is read with
html.parser into a tree; on the way every tag, attribute and address must be one that this page is known to write.
"""
import html
import os
import re
import sys
import urllib.parse
from html.parser import HTMLParser

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'cli'))
import zc  # noqa: E402

CGI = os.environ.get('ZHENGCE_CGI_PROGRAM') or os.path.join(zc.SOURCE, 'build', 'zhengce.cgi')
SCRIPT = '/cgi-bin/zhengce.cgi'
SECURITY = [
    ('Content-Security-Policy', "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
                                "frame-ancestors 'none'"),
    ('X-Content-Type-Options', 'nosniff'),
    ('Referrer-Policy', 'same-origin'),
]
HEADERS = {'Status', 'Content-Type', 'Content-Length', 'Cache-Control', 'Allow', *(name for name, _ in SECURITY)}
VOID = {'meta', 'link', 'input', 'br', 'hr', 'img'}
ATTRIBUTES = {
    'html': {'lang'}, 'meta': {'charset', 'name', 'content'}, 'link': {'rel', 'href'},
    'a': {'href', 'class', 'lang', 'rel', 'aria-current', 'title'}, 'p': {'class'}, 'div': {'class', 'tabindex'},
    'form': {'action', 'role'}, 'input': {'type', 'name', 'value', 'maxlength', 'aria-label', 'placeholder'},
    'details': {'open'}, 'option': {'value', 'selected'}, 'select': {'name'}, 'main': {'id'}, 'ul': {'class'},
    'ol': {'class', 'start'}, 'li': {'class'}, 'nav': {'class'}, 'article': {'class'}, 'table': {'class'},
    'th': {'scope'}, 'td': {'class'}, 'bdi': {'lang'}, 'code': {'class'},
}
PLAIN = {'head', 'title', 'body', 'header', 'footer', 'button', 'summary', 'label', 'h1', 'h2', 'h3', 'h4', 'h5',
         'h6', 'aside', 'mark', 'small', 'span', 'dl', 'dt', 'dd', 'thead', 'tbody', 'tr', 'em', 'strong', 'pre',
         'blockquote', 'br', 'hr'}
START_TAG = re.compile(r'<[a-z][a-z0-9]*(?: [a-z-]+(?:="[^"<>]*")?)* ?/?>')
OMITTED = ' raw HTML omitted '  # what cmark writes in the place of raw HTML


class Node:
    def __init__(self, tag, attrs=(), parent=None):
        self.tag, self.attrs, self.parent, self.children = tag, dict(attrs), parent, []

    def walk(self):
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.walk()

    def all(self, tag, of_class=None):
        return [n for n in self.walk()
                if n.tag == tag and (of_class is None or of_class in (n.attrs.get('class') or '').split())]

    def one(self, tag, of_class=None):
        found = self.all(tag, of_class)
        if len(found) != 1:
            raise AssertionError(f'{len(found)} <{tag} class={of_class}>, not one')
        return found[0]

    @property
    def text(self):
        return ''.join(c.text if isinstance(c, Node) else c for c in self.children)


class Reader(HTMLParser):
    """Reads a page into `root`; whatever this page never writes goes into `faults`."""

    def __init__(self, text):
        super().__init__(convert_charrefs=False)
        self.root = self.at = Node('#page')
        self.faults, self.doctypes = [], 0
        self.feed(text)
        self.close()
        if self.at is not self.root:
            self.faults.append(f'<{self.at.tag}> is not closed')
        if self.doctypes != 1:
            self.faults.append(f'{self.doctypes} doctypes')

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        if not START_TAG.fullmatch(self.get_starttag_text()):
            self.faults.append(f'tag {self.get_starttag_text()!r}')
        if len(names) != len(set(names)) or (tag not in PLAIN and tag not in ATTRIBUTES):
            self.faults.append(f'element {self.get_starttag_text()!r}')
        self.faults += [f'attribute {name} of {tag}' for name in names if name not in ATTRIBUTES.get(tag, ())]
        node = Node(tag, attrs, self.at)
        self.at.children.append(node)
        for name in ('href', 'action'):
            if name in node.attrs:
                self.check_address(node, node.attrs[name] or '')
        if tag not in VOID:
            self.at = node

    def handle_startendtag(self, tag, attrs):
        if tag not in VOID:
            self.faults.append(f'<{tag}/>')
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        if tag in VOID or self.at.tag != tag:
            self.faults.append(f'</{tag}> inside <{self.at.tag}>')
        if self.at.parent:
            self.at = self.at.parent

    def handle_data(self, data):
        if '<' in data or '>' in data:
            self.faults.append(f'bare < or > in {data[:80]!r}')
        self.at.children.append(data)

    def handle_entityref(self, name):
        if name not in ('amp', 'lt', 'gt', 'quot'):
            self.faults.append(f'&{name};')
        self.at.children.append(html.unescape(f'&{name};'))

    def handle_charref(self, name):
        if name != '39':
            self.faults.append(f'&#{name};')
        self.at.children.append(html.unescape(f'&#{name};'))

    def handle_comment(self, data):
        if data != OMITTED:
            self.faults.append(f'comment {data!r}')

    def handle_decl(self, decl):
        self.doctypes += decl == 'DOCTYPE html'

    def handle_pi(self, data):
        self.faults.append(f'<?{data}')

    def unknown_decl(self, data):
        self.faults.append(f'<![{data}')

    def check_address(self, node, address):
        """The page's own addresses begin with ? or #; those of a document may go elsewhere, but never to a script."""
        if node.tag in ('form', 'link'):
            good = address == (SCRIPT if node.tag == 'form' else SCRIPT + '/style.css')
        elif inside(node, 'div', 'body'):
            good = not re.match(r'[\s\x00-\x20]*(javascript|vbscript|data|file):', address, re.I)
        else:
            good = re.fullmatch(r'#main|\?(?:[a-z]+=[A-Za-z0-9%._~-]+(?:&[a-z]+=[A-Za-z0-9%._~-]+)*)?', address)
        if not good:
            self.faults.append(f'address {address!r} of {node.tag}')


def inside(node, tag, of_class):
    while node:
        if node.tag == tag and of_class in (node.attrs.get('class') or '').split():
            return True
        node = node.parent
    return False


class Response:
    """What the program wrote: `status`, `headers` as pairs, `body` as bytes; `page` is the body's tree."""

    def __init__(self, result, query):
        self.result, self.query = result, query
        head, blank, self.body = result.raw.partition(b'\r\n\r\n')
        lines = head.decode('ascii', 'backslashreplace').split('\r\n') if blank else []
        self.headers = [tuple(line.split(': ', 1)) for line in lines]
        self.status = int(dict(self.headers).get('Status', '0 ')[:3])
        self.tree = None

    def header(self, name):
        return dict(self.headers).get(name)

    @property
    def text(self):
        return self.body.decode('utf-8')

    @property
    def page(self):
        if self.tree is None:
            reader = Reader(self.text)
            if reader.faults:
                raise AssertionError(f'{self.query!r:.300}: {reader.faults}')
            self.tree = reader.root
        return self.tree

    @property
    def main(self):
        return self.page.one('main')

    @property
    def total(self):
        return int(re.search(r'\d+', self.main.all('h1')[0].text).group())

    @property
    def links(self):
        """The page's own links, without the leading ?."""
        return [a.attrs['href'][1:] for a in self.page.all('a') if a.attrs['href'].startswith('?')]

    @property
    def hits(self):
        return [a.attrs['href'][1:] for h in self.main.all('h2') for a in h.all('a')]

    @property
    def marks(self):
        return [m.text for m in self.main.all('mark')]

    def __repr__(self):
        head, _, rest = self.body.decode('utf-8', 'replace').partition('<main')
        return f'{self.query!r:.300}: {self.headers}\n{(rest or head)[:1500]}\n{self.result.code} {self.result.err[:1500]}'


def q(**values):
    """A query string; a list gives a name several times."""
    return urllib.parse.urlencode(values, doseq=True)


class Case(zc.Case):
    """A test that asks the CGI program; by default of an index of corpus/sample."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sample_dir = os.path.join(cls.temp, 'sample')
        made = zc.run(zc.INDEX, '-q', '-d', cls.sample_dir, zc.SAMPLE, home=cls.temp)
        if made.code:
            raise RuntimeError(made)

    def ask_cgi(self, query='', method='GET', dir=None, env=None):
        """One request; whatever it was, the response keeps the rules of every response."""
        env = {'GATEWAY_INTERFACE': 'CGI/1.1', 'SERVER_PROTOCOL': 'HTTP/1.1', 'REQUEST_METHOD': method,
               'SCRIPT_NAME': SCRIPT, 'QUERY_STRING': query, 'ZHENGCE_INDEX': dir or self.sample_dir, **(env or {})}
        env = {name: value for name, value in env.items() if value is not None}
        r = Response(zc.run(CGI, home='/nonexistent', env=env, timeout=20), query)
        self.assertEqual((r.result.code, r.result.err), (0, ''), r)
        names = [h[0] for h in r.headers]
        self.assertTrue(all(len(h) == 2 for h in r.headers), r)
        self.assertEqual(len(names), len(set(names)), r)
        self.assertLessEqual(set(names), HEADERS, r)
        for header in SECURITY:
            self.assertIn(header, r.headers, r)
        self.assertRegex(r.header('Content-Type'), r'^[a-z]+/[a-z-]+; charset=utf-8$', r)
        if method == 'HEAD':
            self.assertEqual(r.body, b'', r)
        else:
            self.assertEqual(int(r.header('Content-Length')), len(r.body), r)
            self.assertTrue(r.body, r)
            r.text
        return r

    def get(self, query='', status=200, **how):
        """A GET that must give this status, and an HTML page without a fault."""
        r = self.ask_cgi(query, **how)
        self.assertEqual(r.status, status, r)
        self.assertEqual(r.header('Content-Type'), 'text/html; charset=utf-8', r)
        self.assertTrue(r.page)
        return r


def main():
    for program in (CGI, zc.INDEX):
        if not os.access(program, os.X_OK):
            sys.exit(f'{program}: no such program; build first, or set ZHENGCE_CGI_PROGRAM and ZHENGCE_INDEX_PROGRAM')
    zc.unittest.main(verbosity=1)
