// The requests that every server is asked, and the statuses that the document and the rules of HTTP call for. The bodies
// are in table_golden.json.
//
// A request: { name, method, target, headers: [[name, value]…], body, chunks, version, status, except }. Texts of head and
// body are sent as they are: a body that is a string in UTF-8, a target or a field a byte for each character (up to
// \u00ff). A body has a Content-Length, unless `chunks` gives sizes to cut it into. `except` names a server that is not
// asked, and why: its library answers by itself before the gate sees anything.

const bearer = ['Authorization', 'Bearer ktx_key_1'];
const json = ['Content-Type', 'application/json'];
const invite = '/api/v1/organizations/org_1/invite';
const thing = '{"name":"a"}';
const good_invite = '{"email":"ada@example.com","role":"admin"}';

const requests = [];
const add = (name, method, target, status, more = {}) => requests.push({ name, method, target, status, headers: [], ...more });
const get = (name, target, status, headers = [], more = {}) => add(name, 'GET', target, status, { headers, ...more });
const post = (name, target, status, body, headers = [json], more = {}) =>
  add(name, 'POST', target, status, { headers, body, ...more });
const ask_invite = (name, status, body, more = {}) => post(`invite: ${name}`, invite, status, body, [bearer, json], more);

// --- routes -----------------------------------------------------------------------------------------------------------
get('route: root', '/', 404);
get('route: unknown', '/api/nothing', 404);
get('route: without the base path', '/methods', 404);
get('route: base path alone', '/api', 404);
get('route: base path twice', '/api/api/methods', 404);
get('route: found', '/api/methods', 200);
get('route: with an empty query', '/api/methods?', 200);
get('route: with an unknown parameter', '/api/methods?x=1', 200);
add('route: PUT', 'PUT', '/api/methods', 200, { body: '' });
add('route: PATCH', 'PATCH', '/api/methods', 200, { body: '' });
add('route: DELETE', 'DELETE', '/api/methods', 200);
add('route: OPTIONS that is an operation', 'OPTIONS', '/api/methods', 200);
add('route: OPTIONS that is none', 'OPTIONS', '/api/bodies/json', 405);
add('route: POST that is none', 'POST', '/api/methods', 405, { body: '' });
post('route: POST that is none, with a body', '/api/methods', 405, thing);
add('route: GET that is none', 'GET', '/api/bodies/json', 405);
add('route: DELETE on an invite', 'DELETE', invite, 405);
add('route: HEAD goes to GET', 'HEAD', '/api/methods', 200);
add('route: HEAD without GET', 'HEAD', '/api/bodies/json', 405);
add('route: HEAD that is not found', 'HEAD', '/api/nothing', 404);
add('route: HEAD with a bad parameter', 'HEAD', '/api/items/x', 400);
add('route: HEAD without a token', 'HEAD', '/api/security/bearer', 401);
get('route: slash at the end', '/api/methods/', 404);
get('route: empty segment', '/api//methods', 404);
get('route: empty parameter', '/api/items/', 404);
get('route: dot segment', '/api/./methods', 404);
get('route: two dots', '/api/items/../methods', 404);
get('route: two dots, encoded', '/api/items/%2e%2e/methods', 404);
get('route: in capitals', '/API/methods', 404);
get('route: literal before parameter', '/api/items/special', 200);
get('route: literal, percent-encoded', '/api/items/s%70ecial', 200);
add('route: parameter where the literal lacks the method', 'DELETE', '/api/items/7', 200);
get('route: literal segment, percent-encoded', '/api/m%65thods', 200);
get('route: two parameters in a segment', '/api/files/a.txt', 200);
get('route: two parameters, several dots', '/api/files/a.b.txt', 400);
get('route: two parameters, no dot', '/api/files/a', 404);
get('route: absolute-form', 'http://localhost/api/methods', 200);
get('route: absolute-form, with a query', 'http://localhost:80/api/methods?x=1', 200);
get('route: absolute-form, unknown', 'http://localhost/methods', 404);
get('route: HTTP/1.0', '/api/methods', 200, [], { version: '1.0' });

// --- escapes ----------------------------------------------------------------------------------------------------------
const file = (name, text, status, more) => get(`escape: ${name}`, `/api/files/${text}.txt`, status, [], more);
file('space', 'a%20b', 200);
file('plus is a plus in a path', 'a+b', 200);
file('slash', 'a%2Fb', 200);
file('slash in lower case', 'a%2fb', 200);
file('question mark', 'a%3Fb', 200);
file('percent', '100%25', 200);
file('twice encoded', 'a%2520b', 200);
file('UTF-8', '%C3%A4%E2%82%AC', 200);
file('beyond the BMP', '%F0%9F%98%80', 200);
file('NUL', 'a%00b', 200);
file('line break', 'a%0Ab', 200);
file('quote', 'a%22b', 200);
file('not hexadecimal', 'a%zzb', 400);
file('cut short', 'a%2', 400);
file('invalid UTF-8', 'a%FFb', 400);
file('overlong UTF-8', '%C0%AF', 400);
file('surrogate', '%ED%A0%80', 400);
const reserved = (name, text, status, more) => get(`escape: query: ${name}`, `/api/styles/query?reserved=${text}`, status, [], more);
reserved('plus is a space', 'a+b', 200);
reserved('plus, encoded', 'a%2Bb', 200);
reserved('reserved characters', ":/@!$'()*,;", 200);
reserved('equals', 'a=b=c', 200);
reserved('ampersand, encoded', 'a%26page%3D7', 200);
reserved('NUL', 'a%00b', 200);
reserved('UTF-8', '%C3%A4', 200);
reserved('not hexadecimal', 'a%g1', 400);
reserved('ends in a percent', 'a%', 400);
reserved('invalid UTF-8', '%C3%28', 400);
reserved('empty', '', 200);
get('escape: query: name, encoded', '/api/styles/query?p%61ge=7', 200);
get('escape: query: unknown name that cannot be read', '/api/styles/query?%zz=1', 200);

// --- parameters in the path --------------------------------------------------------------------------------------------
const path = (name, rest, status) => get(`path: ${name}`, `/api/styles/${rest}`, status);
path('simple', 'simple/5/3,4,5/R,100,G,200', 200);
path('simple, one item', 'simple/5/3/R,1,G,2', 200);
path('simple, negative', 'simple/-5/3/R,1,G,2', 200);
path('simple, no number', 'simple/x/3/R,1,G,2', 400);
path('simple, a fraction', 'simple/1.5/3/R,1,G,2', 400);
path('simple, unsafe integer', 'simple/9007199254740993/3/R,1,G,2', 400);
path('simple, beyond a double', 'simple/1e999/3/R,1,G,2', 400);
path('simple, hexadecimal', 'simple/0x10/3/R,1,G,2', 400);
path('simple, leading zero', 'simple/007/3/R,1,G,2', 400);
path('simple, plus sign', 'simple/+5/3/R,1,G,2', 400);
path('simple, bad item', 'simple/5/3,x,5/R,1,G,2', 400);
path('simple, empty item', 'simple/5/3,,5/R,1,G,2', 400);
path('simple, all three bad', 'simple/x/y/R,z,G,2', 400);
path('simple, member missing', 'simple/5/3/R,1', 400);
path('simple, exploded', 'simple-explode/5/3,4,5/R=100,G=200', 200);
path('simple, exploded, bad member', 'simple-explode/5/3,4,5/R=100,G=x', 400);
path('label', 'label/.5/.3,4,5/.R,100,G,200', 200);
path('label, without its dot', 'label/5/.3,4,5/.R,100,G,200', 400);
path('label, bad item', 'label/.5/.3,x/.R,100,G,200', 400);
path('label, exploded', 'label-explode/.5/.3.4.5/.R=100.G=200', 200);
path('label, exploded, bad member', 'label-explode/.5/.3.4.5/.R=x.G=200', 400);
path('matrix', 'matrix/;id=5/;list=3,4,5/;object=R,100,G,200', 200);
path('matrix, other name', 'matrix/;ix=5/;list=3,4,5/;object=R,100,G,200', 400);
path('matrix, without its semicolon', 'matrix/id=5/;list=3,4,5/;object=R,100,G,200', 400);
path('matrix, exploded', 'matrix-explode/;id=5/;list=3;list=4;list=5/;R=100;G=200', 200);
path('matrix, exploded, bad item', 'matrix-explode/;id=5/;list=3;list=x/;R=100;G=200', 400);

// --- parameters in the query -------------------------------------------------------------------------------------------
const query = (name, text, status) => get(`query: ${name}`, `/api/styles/query${text}`, status);
query('none: defaults', '', 200);
query('integer', '?page=7', 200);
query('integer, too small', '?page=0', 400);
query('integer, no number', '?page=seven', 400);
query('integer, empty', '?page=', 400);
query('integer, no equals', '?page', 400);
query('integer, with an exponent', '?page=1e2', 200);
query('integer, spaces', '?page=%201', 400);
query('integer, repeated', '?page=1&page=2', 400);
query('boolean', '?active=true', 200);
query('boolean, false', '?active=false', 200);
query('boolean, other word', '?active=yes', 400);
query('boolean, in capitals', '?active=TRUE', 400);
query('boolean, number', '?active=1', 400);
query('number', '?ratio=-2.5e-3', 200);
query('number, Infinity', '?ratio=Infinity', 400);
query('number, NaN', '?ratio=NaN', 400);
query('nullable', '?maybe=5', 200);
query('nullable, word', '?maybe=x', 400);
query('enum', '?role=admin', 200);
query('enum, other', '?role=owner', 400);
query('array', '?tags=a&tags=b', 200);
query('array, one', '?tags=a', 200);
query('array, comma is no separator', '?tags=a,b', 200);
query('array, between others', '?tags=a&page=2&tags=b', 200);
query('array, not exploded', '?ids=1,2,3', 200);
query('array, not exploded, bad item', '?ids=1,x,3', 400);
query('array, not exploded, encoded comma', '?ids=1%2C2', 400);
query('array, too long', '?sort=asc&sort=desc&sort=asc', 400);
query('array, two bad items', '?sort=up&sort=down', 400);
query('object, not exploded', '?color=R,100,G,200', 200);
query('object, not exploded, bad member', '?color=R,x,G,200', 400);
query('object, not exploded, member missing', '?color=R,100', 400);
query('spaceDelimited', '?space=1%202%203', 200);
query('spaceDelimited, bad item', '?space=1%20x', 400);
query('pipeDelimited', '?pipe=1|2|3', 200);
query('pipeDelimited, encoded', '?pipe=1%7C2', 200);
query('pipeDelimited, bad item', '?pipe=1|x', 400);
query('deepObject', '?filter[min]=1.5&filter[name]=ada', 200);
query('deepObject, encoded', '?filter%5Bmin%5D=1', 200);
query('deepObject, bad member', '?filter[min]=x', 400);
query('deepObject, unknown member', '?filter[other]=1', 200);
query('content', '?json=%7B%22R%22:1,%22G%22:2%7D', 200);
query('content, no JSON', '?json=%7B', 400);
query('content, wrong type', '?json=%7B%22R%22:%22a%22,%22G%22:2%7D', 400);
query('several bad ones', '?page=x&active=y&role=z', 400);
query('empty pieces', '?&&page=2&', 200);
query('semicolon is no separator', '?page=2;active=true', 400);
query('name in capitals', '?PAGE=x', 200);
query('__proto__', '?__proto__=1&constructor=2', 200);
get('query: spread object', '/api/styles/query-spread?R=100&G=200', 200);
get('query: spread object, member missing', '/api/styles/query-spread?R=100', 400);
get('query: spread object, none', '/api/styles/query-spread', 400);
get('query: required', '/api/styles/query-required?limit=10', 200);
get('query: required, missing', '/api/styles/query-required', 400);
get('query: required, beyond', '/api/styles/query-required?limit=101', 400);
get('query: format', '/api/styles/query-required?limit=1&id=0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b', 200);
get('query: format, bad', '/api/styles/query-required?limit=1&id=1', 400);

// --- parameters in header fields and cookies ---------------------------------------------------------------------------
const header = (name, headers, status, more) => get(`header: ${name}`, '/api/styles/header', status, headers, more);
const count = ['X-Count', '3'];
header('integer', [count], 200);
header('missing', [], 400);
header('other case', [['x-COUNT', '3']], 200);
header('white space around', [['X-Count', '  3  ']], 200);
header('no number', [['X-Count', 'three']], 400);
header('repeated', [count, count], 400);
header('list', [count, ['X-List', 'a,b']], 200);
header('list with spaces', [count, ['X-List', 'a, b']], 200);
header('list in two fields', [count, ['X-List', 'a'], ['X-List', 'b']], 200);
header('object', [count, ['X-Object', 'R,100,G,200']], 200);
header('object, bad member', [count, ['X-Object', 'R,x,G,200']], 400);
header('object, exploded', [count, ['X-Object-Exploded', 'R=100,G=200']], 200);
header('default, overridden', [count, ['X-Mode', 'slow']], 200);
header('boolean', [count, ['X-Flag', 'true']], 200);
header('boolean, bad', [count, ['X-Flag', 'on']], 400);
header('bytes that are not UTF-8', [count, ['X-Mode', 'a\u00feb']], 400);
header('UTF-8', [count, ['X-Mode', '\u00c3\u00a4']], 200);
header('percent', [count, ['X-Mode', 'a%41']], 200, { except: { httplib: 'decodes fields' } });
const cookie = (name, fields, status, more) =>
  get(`cookie: ${name}`, '/api/styles/cookie', status, fields.map((field) => ['Cookie', field]), more);
cookie('one', ['session=abc'], 200);
cookie('several', ['session=abc; count=5; other=x'], 200);
cookie('none', [], 400);
cookie('empty', ['session='], 400);
cookie('too short', ['session=ab'], 400);
cookie('no number', ['session=abc; count=x'], 400);
cookie('list', ['session=abc; ids=1,2'], 200);
cookie('in quotes', ['session="abcd"'], 200);
cookie('in two fields', ['session=abc', 'count=5'], 200);
cookie('other case', ['Session=abc'], 400);

// --- bodies -------------------------------------------------------------------------------------------------------------
ask_invite('good', 200, good_invite);
ask_invite('two faults', 400, '{"email":"ada.lovelace@example","role":"owner"}');
ask_invite('members missing', 400, '{}');
ask_invite('member more', 200, '{"email":"ada@example.com","role":"member","x":1}');
ask_invite('an array', 400, '[]');
ask_invite('null', 400, 'null');
ask_invite('a string', 400, '"x"');
ask_invite('wrong types', 400, '{"email":5,"role":null}');
ask_invite('repeated key, last counts', 200, '{"email":"x","role":"admin","email":"ada@example.com"}');
ask_invite('white space around', 200, ` \r\n\t${good_invite}\n `);
ask_invite('byte order mark', 200, `\ufeff${good_invite}`);
ask_invite('malformed', 400, '{"email":');
ask_invite('trailing comma', 400, '{"email":"ada@example.com","role":"admin",}');
ask_invite('text after', 400, `${good_invite}x`);
ask_invite('single quotes', 400, "{'email':'ada@example.com'}");
ask_invite('lone surrogate', 400, '{"email":"\\ud800","role":"admin"}');
ask_invite('escaped', 200, '{"\\u0065mail":"ada\\u0040example.com","role":"admin"}');
ask_invite('invalid UTF-8', 400, Buffer.from([0x22, 0xff, 0x22]));
ask_invite('NUL after', 400, Buffer.from(`${good_invite}\0x`));
ask_invite('without a body', 400);
ask_invite('empty body', 400, '');
post('invite: organization with a slash', '/api/v1/organizations/a%2Fb/invite', 200, good_invite, [bearer, json]);
post('invite: no organization', '/api/v1/organizations//invite', 404, good_invite, [bearer, json]);
post('invite: without a token, with faults', invite, 401, '{}', [json]);

const body = (name, text, status, more) => post(`body: ${name}`, '/api/bodies/json', status, text, [json], more);
body('default filled in', thing, 200);
body('all members', '{"tags":["x","y"],"is_new":false,"ratio":1e2,"count":0,"name":"a"}', 200);
body('several faults', '{"name":"","count":-1,"ratio":"1","is_new":0,"tags":["a",1]}', 400);
body('unsafe integer', '{"name":"a","count":9007199254740993}', 400);
body('number beyond a double', '{"name":"a","ratio":1e999}', 400);
body('too many items', '{"name":"a","tags":["1","2","3","4"]}', 400);
body('__proto__', '{"name":"a","__proto__":{"x":1}}', 200);
body('name of 100 emoji', `{"name":"${'\u{1f600}'.repeat(100)}"}`, 200);
body('name of 101 emoji', `{"name":"${'\u{1f600}'.repeat(101)}"}`, 400);
body('no content', '', 400);
const any = (name, text, status, more) => post(`any body: ${name}`, '/api/bodies/any', status, text, [json], more);
any('scalar', '5', 200);
any('null', 'null', 200);
any('numbers', '[0,-0,1.0,1e21,1e-7,123456789012345680000,0.1,5e-324]', 200);
any('huge number', '1e400', 200);
any('strings', '["\\u0000","\\n","\\ud83d\\ude00","/"]', 200);
any('lone surrogate', '["\\ud800"]', 400);
any('integer keys come first', '{"b":1,"2":2,"a":3,"1":4}', 200);
any('256 deep', '['.repeat(256) + ']'.repeat(256), 200);
any('257 deep', '['.repeat(257) + ']'.repeat(257), 400);
any('20000 brackets', '['.repeat(20000), 400);
any('at the limit', `"${'a'.repeat(65534)}"`, 200);
any('a byte over the limit', `"${'a'.repeat(65535)}"`, 413);
any('well over the limit', 'a'.repeat(200000), 413);
any('over the limit, of another type', 'a'.repeat(65537), 413);
requests.at(-1).headers = [['Content-Type', 'application/xml']];

const optional = (name, text, status, headers, more) => post(`optional body: ${name}`, '/api/bodies/optional', status, text, headers, more);
optional('there', thing, 200, [json]);
optional('not there', undefined, 200, []);
optional('not there, with a type', undefined, 400, [json]);
// What says that it is JSON must be JSON.
optional('empty, with a type', '', 400, [json]);
optional('empty, without a type', '', 200, []);
optional('bad', '{}', 400, [json]);
optional('of another type', 'x', 415, [['Content-Type', 'text/plain']]);

const media = (name, type, status, text = thing, more = {}) =>
  post(`type: ${name}`, '/api/bodies/json', status, text, type === undefined ? [] : [['Content-Type', type]], more);
media('none', undefined, 415);
media('in capitals', 'APPLICATION/JSON', 200);
media('UTF-8', 'application/json; charset=utf-8', 200);
media('UTF-8 in capitals and quotes', 'application/json;charset="UTF-8"', 200);
media('Latin 1', 'application/json; charset=iso-8859-1', 415);
media('UTF-16', 'application/json; charset=utf-16', 415);
media('other parameter', 'application/json; version=1', 200);
// JSON by any of its names, as Hono takes it.
media('+json', 'application/vnd.api+json', 200);
media('text', 'text/plain', 415);
media('XML', 'application/xml', 415, '<a/>');
media('form', 'application/x-www-form-urlencoded', 415, 'name=a');
media('multipart', 'multipart/form-data; boundary=x', 415,
  '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\na\r\n--x--\r\n');
media('no type at all', 'json', 415, thing, { except: { pistache: 'refuses what is no media type' } });
media('other type and malformed', 'text/plain', 415, '{');
post('type: merge-patch', '/api/bodies/merge', 200, thing, [['Content-Type', 'application/merge-patch+json']]);
post('type: merge-patch, bad', '/api/bodies/merge', 400, '{}', [['Content-Type', 'application/merge-patch+json']]);
post('type: JSON where merge-patch is asked', '/api/bodies/merge', 200, thing);
post('type: of several, JSON', '/api/bodies/several', 200, thing);
post('type: of several, text', '/api/bodies/several', 200, 'hello', [['Content-Type', 'text/plain']]);
post('type: of several, none', '/api/bodies/several', 415, 'x', [['Content-Type', 'application/xml']]);

const coded = (name, coding, status, more) =>
  post(`coding: ${name}`, '/api/bodies/json', status, thing, [json, ['Content-Encoding', coding]], more);
coded('identity', 'identity', 200);
coded('gzip that is none', 'gzip', 415, { except: { httplib: 'answers 400: it undoes the coding' } });
coded('unknown', 'rot13', 415);

const form_type = ['Content-Type', 'application/x-www-form-urlencoded'];
const form = (name, text, status) => post(`form: ${name}`, '/api/bodies/form', status, text, [form_type]);
form('good', 'name=Ada+L&age=36', 200);
form('list', 'name=a&tags=x&tags=y', 200);
form('object', 'name=a&color[R]=1&color[G]=2', 200);
form('escapes', 'name=%C3%A4%26&age=1', 200);
form('bad escape', 'name=%zz', 400);
form('invalid UTF-8', 'name=%ff', 400);
form('no number', 'name=a&age=x', 400);
form('missing and bad', 'age=x', 400);
form('empty value', 'name=', 400);
form('unknown field', 'name=a&x=1', 200);

const text = (name, content, status, type = 'text/plain') =>
  post(`text: ${name}`, '/api/bodies/text', status, content, [['Content-Type', type]]);
text('good', 'hello', 200);
text('UTF-8', 'h\u00e4llo \u20ac', 200, 'text/plain; charset=utf-8');
text('too long', 'a'.repeat(21), 400);
text('invalid UTF-8', Buffer.from([0x61, 0xff]), 400);
text('Latin 1', 'hello', 415, 'text/plain; charset=iso-8859-1');

const chunked = (name, text, chunks, status, target = '/api/bodies/json') => post(`chunked: ${name}`, target, status, text, [json], { chunks });
chunked('one', thing, [100], 200);
chunked('of a byte', thing, [1], 200);
chunked('of several sizes', '{"name":"abcdefghijklmnopqrstuvwxyz","count":5}', [1, 7, 2, 20], 200);
chunked('bad', '{"name":""}', [3], 400);
chunked('malformed', '{"name":', [3], 400);
chunked('empty', '', [], 400);
chunked('at the limit', `"${'a'.repeat(65534)}"`, [4096], 200, '/api/bodies/any');
chunked('over the limit', `"${'a'.repeat(65535)}"`, [4096], 413, '/api/bodies/any');
chunked('well over the limit', 'a'.repeat(200000), [10000], 413, '/api/bodies/any');

// --- who may call -------------------------------------------------------------------------------------------------------
const secured = (name, which, fields, status, more) =>
  get(`security: ${name}`, `/api/security/${which}`, status, fields.map((value) => ['Authorization', value]), more);
secured('none', 'bearer', [], 401);
secured('good', 'bearer', ['Bearer ktx_key_1'], 200);
secured('scheme in lower case', 'bearer', ['bearer ktx_key_1'], 200);
secured('scheme in capitals', 'bearer', ['BEARER ktx_key_1'], 200);
secured('no token', 'bearer', ['Bearer'], 401);
secured('blank token', 'bearer', ['Bearer '], 401);
secured('two spaces', 'bearer', ['Bearer  ktx_key_1'], 200);
secured('no space', 'bearer', ['Bearerktx_key_1'], 401);
secured('two tokens', 'bearer', ['Bearer a b'], 401);
secured('comma', 'bearer', ['Bearer a,b'], 401);
secured('bad characters', 'bearer', ['Bearer a"b'], 401);
secured('equals at the end', 'bearer', ['Bearer ab=='], 200);
secured('equals within', 'bearer', ['Bearer a=b'], 401);
secured('two fields', 'bearer', ['Bearer a', 'Bearer b'], 401);
secured('Basic where Bearer is asked', 'bearer', ['Basic YWRhOmE='], 401);
secured('read only', 'bearer', ['Bearer ktx_key_readonly'], 403);
secured('expired', 'bearer', ['Bearer expired_1'], 401);
secured('basic', 'basic', ['Basic YWRhOnNlY3JldA=='], 200);
secured('basic, none', 'basic', [], 401);
secured('basic, no base64', 'basic', ['Basic !!!'], 401);
secured('basic, no colon', 'basic', ['Basic YWRh'], 401);
secured('basic, Bearer', 'basic', ['Bearer YWRhOmE='], 401);
get('security: key in a field', '/api/security/header-key', 200, [['X-API-Key', 'k1']]);
get('security: key in a field, missing', '/api/security/header-key', 401);
get('security: key in a field, in the query', '/api/security/header-key?X-API-Key=k1', 401);
get('security: key in the query', '/api/security/query-key?key=k1', 200);
get('security: key in the query, missing', '/api/security/query-key', 401);
get('security: key in the query, twice', '/api/security/query-key?key=a&key=b', 401);
get('security: key in a cookie', '/api/security/cookie-key', 200, [['Cookie', 'key=k1']]);
get('security: key in a cookie, missing', '/api/security/cookie-key', 401, [['Cookie', 'other=k1']]);
secured('either: first', 'either', ['Bearer a'], 200);
get('security: either: second', '/api/security/either', 200, [['X-API-Key', 'k1']]);
secured('either: none', 'either', [], 401);
get('security: either: first refused, second good', '/api/security/either', 200, [['Authorization', 'Bearer expired'], ['X-API-Key', 'k1']]);
get('security: both', '/api/security/both', 200, [bearer, ['X-API-Key', 'k1']]);
get('security: both: one', '/api/security/both', 401, [bearer]);
secured('optional: none', 'optional', [], 200);
secured('optional: good', 'optional', ['Bearer a'], 200);
get('security: none asked, token there', '/api/methods', 200, [['Authorization', 'Bearer expired']]);

// --- which part is judged first -----------------------------------------------------------------------------------------
const order = (name, status, parts, more = {}) =>
  post(`order: ${name}`, `/api/order/${parts.id ?? 'x'}${parts.query ?? '?q=x'}`, status, parts.body ?? '{}', [
    ...(parts.token === undefined ? [] : [['Authorization', parts.token]]),
    ['X-Count', parts.count ?? 'x'],
    ['Cookie', `session=${parts.session ?? 'x'}`],
    ['Content-Type', parts.type ?? 'application/json'],
  ], more);
order('token', 401, {});
order('token refused', 403, { token: 'Bearer ktx_key_readonly' });
order('query', 400, { token: 'Bearer a' });
order('path', 400, { token: 'Bearer a', query: '?q=1' });
order('header', 400, { token: 'Bearer a', query: '?q=1', id: '1' });
order('cookie', 400, { token: 'Bearer a', query: '?q=1', id: '1', count: '1' });
order('length', 413, { token: 'Bearer a', query: '?q=1', id: '1', count: '1', session: '1', type: 'text/plain', body: ' '.repeat(65537) });
order('type', 415, { token: 'Bearer a', query: '?q=1', id: '1', count: '1', session: '1', type: 'text/plain' });
order('body', 400, { token: 'Bearer a', query: '?q=1', id: '1', count: '1', session: '1' });
order('all good', 200, { token: 'Bearer a', query: '?q=1', id: '1', count: '1', session: '1', body: thing });
order('parameters before the length', 400, { token: 'Bearer a', body: ' '.repeat(65537) });

export { requests };
