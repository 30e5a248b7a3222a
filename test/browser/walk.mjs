// Walks a warning through the console in a real browser, as two people, and looks at each page on the way: no console error, no
// breach of the content security policy, no accessibility fault that axe-core finds (WCAG 2.2 AA, contrast included, in light
// and dark), nothing wider than a phone. browser_test.go starts the server and sets the environment.
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync } from 'node:fs';

const env = process.env;
const need = createRequire(env.TOCSIN_MODULES + '/');
const { chromium } = need('playwright-core');
const axeSource = readFileSync(need.resolve('axe-core/axe.min.js'), 'utf8');
const base = env.TOCSIN_URL;
const shots = env.TOCSIN_SHOTS;
if (shots) mkdirSync(shots, { recursive: true });

let failures = 0;
let checked = 0;
const fail = (what) => { failures++; console.log('FAIL: ' + what); };
const must = (ok, what) => { if (ok) console.log('ok: ' + what); else fail(what); };

const browser = await chromium.launch({ executablePath: env.TOCSIN_CHROMIUM, args: ['--no-sandbox', '--disable-dev-shm-usage'] });

// open makes a browser of somebody; everything that goes wrong in it is a failure.
async function open(name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(20000);
  const page = await context.newPage();
  page.on('console', (m) => { if (['error', 'warning'].includes(m.type()) && !m.text().includes('status of 422')) fail(`${name}: console ${m.type()} on ${page.url()}: ${m.text()}`); });
  page.on('pageerror', (e) => fail(`${name}: script error on ${page.url()}: ${e.message}`));
  page.on('dialog', (d) => { fail(`${name}: a dialog opened: ${d.message()}`); d.dismiss(); });
  page.on('request', (r) => { if (!r.url().startsWith(base) && !r.url().startsWith('data:')) fail(`${name}: a request left the house: ${r.url()}`); });
  return page;
}

async function login(name, secret, options) {
  const page = await open(name, options);
  const user = secret.split(' ')[0], password = secret.slice(user.length + 1);
  await page.goto(base + '/login');
  await page.fill('#login', user);
  await page.fill('#password', password);
  await Promise.all([page.waitForURL('**/situations'), page.click('button.first')]);
  return page;
}

// look checks the page as it stands, in light and dark and as wide as a phone.
async function look(page, name) {
  for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme });
    const faults = await page.evaluate(async (source) => {
      if (!window.axe) (0, eval)(source);
      const r = await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
      return r.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + ' | ' + (n.any[0]?.message || '')).join(' ;; ')}`);
    }, axeSource).catch((e) => ['axe could not run: ' + e.message]);
    for (const f of faults) fail(`${name} (${scheme}): ${f}`);
    if (shots) await page.screenshot({ path: `${shots}/${name}-${scheme}.png`, fullPage: true });
  }
  await page.emulateMedia({ colorScheme: 'light' });
  const size = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 1) fail(`${name}: ${over} pixels wider than a phone`);
  if (shots) await page.screenshot({ path: `${shots}/${name}-phone.png`, fullPage: true });
  await page.setViewportSize(size);
  const heads = await page.$$eval('h1,h2,h3', (hs) => hs.map((h) => +h.tagName[1]));
  if (heads.filter((h) => h === 1).length !== 1) fail(`${name}: ${heads.filter((h) => h === 1).length} first headings`);
  checked++;
}

const number = async (page, id) => +(await page.textContent('#' + id)).replaceAll(',', '');
const press = async (page, selector) => { await Promise.all([page.waitForNavigation(), page.click(selector)]); };

try {
  // The login page by keyboard alone.
  const key = await open('keyboard');
  await key.goto(base + '/login');
  await look(key, 'login');
  await key.keyboard.press('Tab');
  must(await key.evaluate(() => document.activeElement.className === 'skip'), 'the first stop of the keyboard is the skip link');
  await key.keyboard.press('Enter');
  must(await key.evaluate(() => document.activeElement.id === 'main'), 'the skip link leads to the content');
  const stops = [];
  for (let i = 0; i < 3; i++) {
    await key.keyboard.press('Tab');
    stops.push(await key.evaluate(() => document.activeElement.id || document.activeElement.tagName));
  }
  must(stops.join() === 'login,password,BUTTON', 'login, password, button follow each other: ' + stops);
  const ring = await key.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  must(ring === 'solid', 'the focus can be seen');
  await key.context().close();

  const dora = await login('dora', env.TOCSIN_DESK);
  await look(dora, 'situations');

  // The story's next item is the embassy's warning.
  await press(dora, 'button:has-text("Next item")');
  await look(dora, 'items');

  // Hand in a text that tries to be a page, and is read while we look.
  await dora.goto(base + '/items/new');
  await look(dora, 'hand-in');
  await dora.fill('#text', `Our correspondent in Moscow, 8 March 2024

The United States Embassy in Moscow warned that extremists plan to attack large gatherings in Moscow within the next 48 hours and told people to avoid concerts.
<script>window.robbed = 1</script><img src=x onerror="window.robbed = 1"><svg onload="window.robbed=1">
"><a href="javascript:window.robbed=1">click</a> \u202e txt.exe`);
  await dora.fill('#origin', `A "paper" <b onmouseover=window.robbed=1>`);
  await press(dora, 'main button:has-text("Hand in")');
  await dora.waitForSelector('#h-report');
  must(await dora.locator('.doc mark.where', { hasText: 'Moscow' }).count() > 0, 'places are marked in the text');
  must(await dora.locator('.doc mark.when').count() > 0, 'times are marked in the text');
  must((await dora.textContent('.doc')).includes('<script>window.robbed = 1</script>'), 'a script in the text is text');
  must(!(await dora.evaluate(() => window.robbed)), 'no script of the text ran');
  await dora.click('.fields .ref >> nth=0');
  must(await dora.evaluate(() => !!document.querySelector(':target') && location.hash.startsWith('#m')), 'a field leads to its words');
  await dora.click('.doc .ref >> nth=0');
  must(await dora.evaluate(() => document.querySelector(':target')?.tagName === 'LI'), 'the words lead back to their field');
  await look(dora, 'item');
  await dora.goto(base + '/items');
  await press(dora, 'a:has-text("Strong wind in Saint Petersburg")');
  must(await dora.locator('.doc.xml mark').count() > 2, 'a CAP alert shows its XML with marks');
  await look(dora, 'item-cap');
  await dora.goto(base + '/items');
  must(await dora.locator('.pill:has-text("unreadable")').count() >= 2, 'unreadable items are marked in the list');

  // The situation, and a draft from it.
  await dora.goto(base + '/situations');
  await press(dora, 'a:has-text("large gatherings")');
  must(await dora.locator('li:has-text("Crocus City Hall") .pill:has-text("near")').count() > 0, 'the concert in Krasnogorsk is near');
  await look(dora, 'situation');
  await press(dora, 'button:has-text("Draft a warning")');
  await look(dora, 'edit');
  const warned = async () => +(await dora.textContent('#preview .stats li:first-child b')).replaceAll(',', '');
  const before = await warned();
  await Promise.all([dora.waitForResponse((r) => r.url().endsWith('/preview')), dora.check('input[name=grade][value=country]')]);
  await dora.waitForFunction((n) => +document.querySelector('#preview .stats b').textContent.replaceAll(',', '') > n, before);
  must(await warned() > before, `the preview counts while one edits: ${before} people, with the country ${await warned()}`);
  await Promise.all([dora.waitForResponse((r) => r.url().endsWith('/preview')), dora.uncheck('input[name=grade][value=country]')]);
  await press(dora, 'button:has-text("Save"):not([name])');
  must((await dora.textContent('main')).includes('Nothing was changed'), 'saving without a change changes nothing');
  const warning = dora.url();
  await look(dora, 'draft');
  await press(dora, 'a:has-text("By name, with reasons")');
  await look(dora, 'reach');
  await dora.goto(warning);
  await press(dora, 'button:has-text("Submit for approval")');
  must((await dora.textContent('#why-not')).includes('You submitted it'), 'who submitted it sees why they cannot approve');
  must(await dora.locator('button:has-text("Approve")').count() === 0, 'and is not offered to');
  const hash = await dora.inputValue('form[action$="send-back"] input[name=revision]') && (await dora.textContent('.hash')).trim();
  const refused = await dora.context().request.post(warning + '/approve', { form: { hash: 'x' }, headers: { Origin: base } });
  must(refused.status() === 403, 'approving all the same is refused');
  await look(dora, 'submitted');

  // The second person.
  const anton = await login('anton', env.TOCSIN_APPROVER);
  await anton.goto(warning);
  must((await anton.textContent('.hash')).trim() === hash, 'both see the same hash');
  await press(anton, 'button:has-text("Approve")');
  await anton.click('summary:has-text("Release")');
  await look(anton, 'approved');
  await press(anton, 'button.release');
  must(anton.url().endsWith('/progress'), 'the release leads to its progress');

  // Live, without loading the page again.
  await anton.evaluate(() => { window.sameLoad = true; });
  const people = await number(anton, 'n-people');
  await anton.waitForFunction((n) => +document.querySelector('#n-reached').textContent >= n - 1, people);
  must(await anton.evaluate(() => window.sameLoad), `all but one of ${people} people were reached while we looked`);
  must(await anton.locator('h2:has-text("Not reached, by name") ~ table tbody tr').count() >= 1, 'who was not reached is named');
  await look(anton, 'progress');

  // A mail, and its personal link.
  await dora.goto(base + '/mails');
  await look(dora, 'mails');
  await press(dora, 'tbody th a >> nth=0');
  const body = await dora.textContent('.words');
  must(body.includes('/a/') && !body.includes('{acknowledge}'), 'the mail holds a personal link');
  await look(dora, 'mail');
  await press(dora, 'a:has-text("Open the personal link")');
  must(await number(anton, 'n-seen') === 0, 'opening the link acknowledges nothing');
  await look(dora, 'acknowledge');
  await press(dora, 'button:has-text("I have seen it")');
  await look(dora, 'acknowledged');
  await anton.waitForFunction(() => document.querySelector('#n-seen').textContent === '1');
  must(await anton.evaluate(() => window.sameLoad), 'the acknowledgement appears by itself on the other desk');
  await dora.goto(warning + '/people');
  await look(dora, 'audience');
  await press(dora, 'tbody th a >> nth=0');
  await look(dora, 'trace');

  // What the world sees, and then the correction by one person.
  const world = await open('world');
  await world.goto(base + '/public/');
  must((await world.textContent('main')).includes('in force'), 'the public page shows it in force');
  await look(world, 'public');
  await press(world, 'h2 a');
  await look(world, 'public-warning');
  await dora.goto(warning + '/progress');
  await dora.evaluate(() => { window.sameLoad = true; });
  await dora.click('summary:has-text("Take it back")');
  await dora.fill('#cancel-reason', 'It was a hoax.');
  await press(dora, 'button:has-text("Cancel the warning")');
  await dora.waitForFunction(() => [...document.querySelectorAll('tbody tr')].some((r) => r.textContent.includes('correction') && r.textContent.includes('accepted')));
  must(true, 'the correction is on its way');
  await look(dora, 'cancelled');
  await world.goto(base + '/public/');
  must((await world.textContent('main')).includes('do not act on it'), 'the public page says that it was taken back');

  // Where items come from: how each source is doing, and an item that waits for a person.
  await dora.goto(base + '/sources');
  must(await dora.locator('.note.bad').count() >= 1, 'what is wrong with a source stands above the list');
  must(await dora.locator('a:has-text("Add a source")').count() === 0, 'the desk may not add a source');
  await look(dora, 'sources');
  await press(dora, 'tbody th a:has-text("Northland")');
  await look(dora, 'source');
  await press(dora, 'tbody th a:has-text("Avoid the harbour")');
  must((await dora.textContent('main')).includes('Waits for a person'), 'a held item says so');
  await look(dora, 'item-held');
  await dora.fill('#why', 'the ministry confirmed it by telephone');
  await press(dora, 'button:has-text("Let it join")');
  must(!(await dora.textContent('main')).includes('Waits for a person'), 'one that was accepted no longer waits');
  await dora.goto(base + '/advice');
  must((await dora.textContent('main')).includes('Mali'), 'what governments say of a country is listed');
  await look(dora, 'advice');
  await press(dora, 'tbody th a:has-text("Mali")');
  await dora.click('summary:has-text("What changed in the words")');
  must(await dora.locator('.runs ins').count() > 0, 'the words that came are marked');
  await look(dora, 'advice-country');
  const kira = await login('kira', env.TOCSIN_KEEPER);
  await kira.goto(base + '/sources/new');
  await look(kira, 'source-new');
  await kira.fill('#id', 'ww'); await kira.fill('#name', 'Westland'); await kira.fill('#url', 'https://ww.example/feed'); await kira.fill('#every', 'often');
  await press(kira, 'button:has-text("Keep")');
  must((await kira.textContent('.note.bad')).includes('5m'), 'a fault is said in words, and what was written stays');
  must(await kira.inputValue('#name') === 'Westland', 'the form keeps what was written');
  await look(kira, 'source-faults');
  await kira.fill('#every', '10m');
  await press(kira, 'button:has-text("Keep")');
  await press(kira, 'button:has-text("Switch off")');
  must((await kira.textContent('main')).includes('Switched off'), 'a source can be switched off');

  // Tasks: a proposal to be compared, then the lapse: a review, overdue when nobody comes, and what the lapse means.
  await dora.goto(base + '/items/new');
  await dora.fill('#text', 'Security alert, 8 March 2024: possible attack on churches in Khimki on 9 March 2024. Be careful.');
  await dora.fill('#origin', 'Embassy of Northland');
  await press(dora, 'main button:has-text("Hand in")');
  await dora.waitForSelector('#h-report');
  for (let i = 0; i < 50 && !(await dora.locator('.tasks a:has-text("large gatherings, Moscow”")').count()); i++) await dora.goto(base + '/tasks');
  must(await dora.locator('nav a:has-text("Tasks") .pill').count() === 1, 'how many tasks wait stands in the navigation');
  await look(dora, 'tasks');
  await press(dora, '.tasks .what a:has-text("large gatherings, Moscow”")');
  must(await dora.locator('.cols.even > .card').count() === 2, 'a proposal shows the two situations side by side');
  must((await dora.textContent('.why')).includes('within 25 km'), 'with its reasons and figures');
  await look(dora, 'task-proposal');
  await dora.locator('button:has-text("Take")').focus();
  await Promise.all([dora.waitForNavigation(), dora.keyboard.press('Enter')]);
  must((await dora.textContent('.facts')).includes('Dora'), 'a task is taken by keyboard alone');
  await dora.fill('#apart', 'churches are not concerts');
  await press(dora, 'button:has-text("Keep apart")');
  must((await dora.textContent('main')).includes('Kept apart'), 'and kept apart with a reason');

  await press(dora, 'nav a:has-text("Situations")');
  await press(dora, 'a:has-text("large gatherings")');
  must(await dora.locator('.voices input[form=split]').count() >= 2, 'reports can be ticked to be split off');
  for (const d of await dora.locator('.voices summary').all()) await d.click();
  await look(dora, 'situation-open');
  const last = dora.locator('.voices .more').last();
  await last.locator('select[name=credibility]').selectOption('4');
  await last.locator('input[name=reason]').first().fill('it misquotes the alert');
  await Promise.all([dora.waitForNavigation(), last.locator('button:has-text("Grade")').click()]);
  must(await dora.locator('.voices .pill:has-text("F4")').count() === 1, 'a person decides how credible a report is');
  await dora.locator('#merge-from').selectOption({ label: await dora.locator('#merge-from option:has-text("Khimki")').first().textContent() });
  await press(dora, 'button:has-text("Show what would happen")');
  must((await dora.textContent('#h-then ~ ul')).includes('The second is closed'), 'a merge says beforehand what will happen');
  await look(dora, 'merge');
  await press(dora, 'a:has-text("Leave them as they are")');
  await press(dora, 'a:has-text("The whole timeline")');
  await look(dora, 'timeline');
  const rows = await dora.locator('.moments tbody tr').count();
  await dora.check('input[value=warning]');
  await press(dora, 'button:has-text("Show")');
  const some = await dora.locator('.moments tbody tr').count();
  must(some > 0 && some < rows, `the timeline can be filtered: ${some} of ${rows} moments`);
  await dora.emulateMedia({ media: 'print' });
  must(!(await dora.locator('form.noprint').isVisible()) && !(await dora.locator('.bar').isVisible()), 'it prints without what is for the screen');
  await dora.emulateMedia({ media: 'screen' });

  const advance = async (by) => { await dora.selectOption('#scene-by', by); await press(dora, 'button:has-text("Advance")'); };
  for (let i = 0; i < 3; i++) await advance('24h');
  for (let i = 0; i < 50 && !(await dora.locator('.tasks a:has-text("Review: Threat: large")').count()); i++) await dora.goto(base + '/tasks');
  for (let i = 0; i < 3; i++) await advance('1h');
  for (let i = 0; i < 50 && !(await dora.locator('.tasks li.late').count()); i++) await dora.goto(base + '/tasks');
  must(await dora.locator('nav .pill.red').count() >= 1, 'overdue tasks are red in the navigation');
  must((await dora.locator('.tasks li').first().getAttribute('class')).includes('late'), 'and stand first');
  await look(dora, 'tasks-late');
  await press(dora, '.tasks .what a:has-text("Review: Threat: large")');
  must((await dora.textContent('#h-words ~ table tbody tr')).includes('origin'), 'the last word of the origin stands first');
  await look(dora, 'task-review');
  await dora.goto(base + '/situations');
  await press(dora, 'a:has-text("large gatherings")');
  await look(dora, 'situation-watch');

  for (const at of ['roster', 'ledger', 'warnings']) {
    await dora.goto(base + '/' + at);
    await look(dora, at);
  }
  await press(dora, 'a:has-text("Ledger")');
  await press(dora, 'button:has-text("Check every line")');
  must((await dora.textContent('.note')).includes('read and hashed again'), 'the ledger verifies');

  // A drill looks different.
  await dora.goto(base + '/situations');
  await press(dora, 'a:has-text("large gatherings")');
  await press(dora, 'button:has-text("Draft a drill")');
  await press(dora, 'a:has-text("Leave without saving")');
  must(await dora.locator('body.drill .drillband').count() === 1, 'a drill looks different');
  await look(dora, 'drill');

  // The desk corrects a reading by keyboard alone: each kind of value, one added, one taken back; what follows is shown.
  await dora.goto(base + '/items/new');
  await dora.fill('#text', `Security Alert: U.S. Embassy Nairobi, Kenya
March 8, 2024

Event: The U.S. Embassy warns that al-Shabaab plans to attack hotels in Mombasa with explosives over the next 48 hours. U.S. citizens should avoid hotels and crowds. Two tourists were killed and five people were wounded in a bombing in Malindi on March 6; Kenyan police arrested three suspects in Nairobi. Level 4: Do not travel to Lamu County.`);
  await dora.fill('#origin', 'US Embassy Nairobi');
  await press(dora, 'main button:has-text("Hand in")');
  await dora.waitForSelector('#h-report');
  const reading = dora.url();
  const settled = () => dora.waitForFunction(() => !document.querySelector('main').textContent.includes('are following the last correction'));
  // tabTo moves the focus by the Tab key until it stands where it should.
  const tabTo = async (what) => {
    for (let i = 0; i < 40; i++) {
      if (await dora.evaluate((q) => document.activeElement.matches(q), what)) return;
      await dora.keyboard.press('Tab');
    }
    fail('the keyboard does not reach ' + what);
  };
  const pickByKey = async (value) => { // a list is chosen from by typing what it shows
    for (let i = 0; i < 60 && !(await dora.evaluate((v) => document.activeElement.value === v, value)); i++) await dora.keyboard.press('ArrowDown');
    for (let i = 0; i < 60 && !(await dora.evaluate((v) => document.activeElement.value === v, value)); i++) await dora.keyboard.press('ArrowUp');
    if (!(await dora.evaluate((v) => document.activeElement.value === v, value))) fail('the list does not offer ' + value);
  };
  const form = (event, field) => `details.fix:has(input[name=event][value="${event}"]):has(input[name=field][value=${field}])`;
  const write = async (what, value) => {
    await tabTo(what);
    if (what.startsWith('select')) return pickByKey(value);
    await dora.keyboard.press('Control+A');
    await dora.keyboard.type(value);
  };
  const shown = {};
  for (const [event, field, values, then] of [
    [-1, 'issuer', { 'input[name=value]': 'US Embassy Nairobi', 'input[name=quote]': 'U.S. Embassy' }, 'US Embassy Nairobi'],
    [-1, 'time', { 'input[name=value]': '2024-03-07', 'input[name=quote]': 'March 8, 2024' }, '2024-03-07'],
    [-1, 'relation', { 'select[name=value]': 'independent' }, 'independent'],
    [0, 'stage', { 'select[name=value]': 'attempted' }, 'attempted'],
    [0, 'target', { 'input[name=value]': 'beach hotels', 'select[name=class]': 'hospitality', 'input[name=quote]': 'hotels in Mombasa' }, 'beach hotels'],
    [0, 'weapon', { 'input[name=value]': 'home-made bombs', 'input[name=quote]': 'explosives' }, 'home-made bombs'],
    [0, 'place', { 'input[name=value]': 'Kilifi, KE', 'select[name=role]': 'target', 'input[name=quote]': 'Mombasa' }, 'Kilifi, KE'],
    [0, 'audience', { 'input[name=value]': 'Americans', 'input[name=quote]': 'U.S. citizens' }, 'Americans'],
    [0, 'action', { 'select[name=value]': 'keep_low_profile' }, 'keep low profile'],
    [2, 'actor', { 'input[name=value]': 'a cell of three', 'input[name=quote]': 'three suspects' }, 'a cell of three'],
    [1, 'human', { 'input[name=value]': 'two visitors', 'select[name=class]': 'civilians', 'input[name=quote]': 'Two tourists' }, 'two visitors'],
    [1, 'casualties', { 'input[name=value]': '3', 'input[name=quote]': 'Two tourists were killed' }, '3 killed'],
    [2, 'responder', { 'input[name=value]': 'the police of Kenya', 'input[name=quote]': 'Kenyan police' }, 'the police of Kenya'],
    [1, 'type', { 'select[name=value]': 'attack' }, 'attack'],
    [3, 'advice', { 'select[name=value]': 'essential_only' }, 'essential only'],
  ]) {
    const open = dora.locator(form(event, field) + ' > summary').first();
    await open.focus();
    await dora.keyboard.press('Enter');
    if (field === 'place') await look(dora, 'correct-place');
    if (field === 'target') await look(dora, 'correct-target');
    await open.focus();
    for (const [what, value] of Object.entries(values)) await write(what, value);
    await tabTo('button[value=change]');
    await Promise.all([dora.waitForNavigation(), dora.keyboard.press('Enter')]);
    const main = await dora.textContent('main');
    shown[field] = main.includes(then) && main.includes('changed by the desk');
    if (!shown[field]) fail(`the ${field} is not shown as corrected: ${(await dora.locator('.note').allTextContents()).join(' | ').trim()}`);
  }
  must(Object.values(shown).every(Boolean), `${Object.keys(shown).length} kinds of value are corrected by keyboard alone`);
  await settled();
  must((await dora.textContent('main')).includes('In the situations:'), 'what a correction changed in the situations stands beside it');
  await look(dora, 'corrected');
  // One value is added, the last correction taken back, an event removed.
  await dora.locator('summary:has-text("Add a value")').focus();
  await dora.keyboard.press('Enter');
  await look(dora, 'correct-add');
  await dora.locator('select[name=field]').selectOption('actor');
  await dora.fill('form:has(select[name=field]) input[name=value]', 'Kenyan police');
  await dora.fill('textarea[name=quote]', 'Kenyan police');
  await press(dora, 'button:text-is("Add")');
  must((await dora.textContent('main')).includes('added by the desk'), 'a value that was missed is added');
  await dora.locator('button[aria-label^="Undo: added actor"]').focus();
  await Promise.all([dora.waitForNavigation(), dora.keyboard.press('Enter')]);
  must((await dora.textContent('main')).includes('took back: added actor'), 'and taken back, on the record');
  await dora.locator(form(1, 'type') + ' > summary').focus();
  await dora.keyboard.press('Enter');
  await tabTo('button[value=remove]');
  await Promise.all([dora.waitForNavigation(), dora.keyboard.press('Enter')]);
  await settled();
  must((await dora.textContent('main')).includes('removed by the desk'), 'an event that is none is removed');
  const record = await dora.context().request.get(reading + '/gold');
  must((await record.json()).schema === 'tocsin-gold/1', 'the corrected reading is exported as a gold record');
  await look(dora, 'corrected-event');

  // Without scripts everything still works; live progress then loads itself again.
  const plain = await login('plain', env.TOCSIN_DESK, { javaScriptEnabled: false });
  await press(plain, 'a:has-text("large gatherings")');
  must(await plain.locator('h2:has-text("Who speaks")').count() === 1, 'the situation can be read without scripts');
  await plain.goto(warning + '/progress');
  must((await plain.textContent('#n-people')) === String(people), 'the progress can be read without scripts');

  // Logging out ends the session.
  await press(dora, 'button:has-text("Log out")');
  await dora.goto(warning);
  must(dora.url().includes('/login'), 'after logging out the login page comes');
} catch (e) {
  fail('the walk broke off: ' + e.stack);
} finally {
  await browser.close();
}
console.log(`${checked} pages looked at, ${failures} failures`);
process.exit(failures ? 1 : 0);
