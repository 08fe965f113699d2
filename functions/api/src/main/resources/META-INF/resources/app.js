// The plain page: signs in by OpenID Connect (code flow with PKCE), shows a project's rules and runs, runs manual rules.
// Everything from outside goes into the page as text, never as HTML. The token lives in this tab's sessionStorage.

const POLL_MS = 3000;
const $ = (id) => document.getElementById(id);
const kept = sessionStorage;
const shown = new Map();
let config;
let project = '';
let timer;

function say(text) {
  if ($('notice').textContent !== text) $('notice').textContent = text;
}

function el(tag, props = {}, ...children) {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

const randomText = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

// --- signing in
async function signIn() {
  const verifier = randomText();
  const state = randomText();
  kept.setItem('verifier', verifier);
  kept.setItem('state', state);
  const challenge = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: config.client_id,
    redirect_uri: `${location.origin}/`,
    scope: config.scope,
    state,
    code_challenge: base64url(challenge),
    code_challenge_method: 'S256',
  });
  location.assign(`${config.authorization_endpoint}?${query}`);
}

/** Takes the code that the issuer sent back, if it did, and gets a token for it. */
async function takeCode() {
  const query = new URLSearchParams(location.search);
  if (!query.has('code') && !query.has('error')) return;
  history.replaceState(null, '', '/');
  const expected = kept.getItem('state');
  const verifier = kept.getItem('verifier');
  kept.removeItem('state');
  kept.removeItem('verifier');
  if (query.has('error')) throw new Error(`The issuer says: ${query.get('error_description') ?? query.get('error')}`);
  if (!expected || query.get('state') !== expected) throw new Error('That sign-in was not begun here. Sign in again.');
  const answer = await fetch(config.token_endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: config.client_id,
      redirect_uri: `${location.origin}/`,
      code: query.get('code'),
      code_verifier: verifier,
    }),
  });
  if (!answer.ok) throw new Error('The issuer gave no token. Sign in again.');
  kept.setItem('token', (await answer.json()).access_token);
}

function signOut(why) {
  kept.removeItem('token');
  clearTimeout(timer);
  $('content').hidden = true;
  $('project-choice').hidden = true;
  $('who').textContent = '';
  $('sign-in').hidden = false;
  $('sign-out').hidden = true;
  say(why);
}

// --- the API
class Failed extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function call(path, options = {}) {
  const answer = await fetch(`/api/v1${path}`, {
    ...options,
    headers: { Authorization: `Bearer ${kept.getItem('token')}`, ...options.headers },
  });
  const body = await answer.json().catch(() => ({}));
  if (answer.ok) return body;
  const fields = (body.errors ?? []).map((e) => `${e.field}: ${e.message}`).join(' ');
  throw new Failed(answer.status, fields || body.detail || `The server answered ${answer.status}.`);
}

function runRule(rule, input) {
  const takesRef = ['deploy', 'quick_update'].includes(rule.action.type);
  return call(`/projects/${project}/rules/${rule.id}/run`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
    body: JSON.stringify(takesRef ? { ref: input.value.trim() } : {}),
  });
}

// --- the tables
const words = (text) => text.replaceAll('_', ' ');
const soft = (text) => el('span', { className: 'soft', textContent: text });
const cell = (...children) => el('td', {}, ...children);

function link(url, content) {
  return /^https?:\/\//.test(url ?? '') ? el('a', { href: url, rel: 'noreferrer' }, content) : content;
}

function triggerText(t) {
  const what = t.branch_patterns ?? t.target_branch_patterns ?? [t.tag_pattern ?? ''];
  return `${words(t.type)} ${what.join(', ')}`.trim();
}

function stateText(rule) {
  if (rule.state.breaker.open) return `stopped: ${rule.state.breaker.reason}`;
  if (!rule.enabled) return 'disabled';
  const until = rule.state.cooldown_until;
  return until ? `cools down until ${new Date(until).toLocaleTimeString()}` : 'ready';
}

function runForm(rule) {
  const needsRef = ['deploy', 'quick_update'].includes(rule.action.type);
  const input = el('input', { required: true, value: 'main', ariaLabel: `Branch, tag or commit for ${rule.name}` });
  const button = el('button', { textContent: 'Run', ariaLabel: `Run ${rule.name}` });
  const form = el('form', {}, needsRef ? input : null, button);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      const { run_id: id } = await runRule(rule, input);
      say(`Run ${id} is on its way.`);
      setTimeout(refresh, 500);
    } catch (e) {
      say(e.message);
    } finally {
      button.disabled = false;
    }
  });
  return form;
}

function ruleRow(rule) {
  const action = `${words(rule.action.type)} to ${rule.action.target_environment}`;
  const from = rule.action.source_environment ? ` from ${rule.action.source_environment}` : '';
  return el('tr', {}, cell(rule.name), cell(triggerText(rule.trigger)), cell(action + from), cell(stateText(rule)),
    cell(rule.trigger.type === 'manual' ? runForm(rule) : soft('–')));
}

function triggerCell(t) {
  const ref = t.branch ?? t.tag ?? (t.pr ? `#${t.pr.number}` : t.ref) ?? '';
  const commit = t.commit ? el('code', { textContent: t.commit.slice(0, 8) }) : '';
  return cell(`${words(t.type)} ${ref} `, commit && link(t.url, commit), soft(` ${t.actor} ${t.message.split('\n')[0]}`));
}

function duration(ms) {
  if (ms === null) return '–';
  return ms < 60000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.floor(ms / 60000)} min ${Math.round((ms % 60000) / 1000)} s`;
}

function runRow(run) {
  // No link: the platform's own address answers to its API key, not to a person.
  const deployment = run.deployment ? run.deployment.build?.id ?? run.deployment.id : soft('–');
  return el('tr', {},
    cell(el('span', { className: `status ${run.status}`, textContent: words(run.status) })),
    cell(`${run.rule.name} `, soft(`v${run.rule.version}`)),
    triggerCell(run.trigger),
    cell(run.reason?.message ?? run.error ?? ''),
    cell(duration(run.duration_ms)),
    cell(deployment),
    cell(el('time', { dateTime: run.created_at, title: run.id, textContent: new Date(run.created_at).toLocaleString() })));
}

// --- the loop
/** Leaves a table alone that did not change, so that nobody's focus or typing is lost to a refresh. */
function fill(body, items, row, none) {
  const text = JSON.stringify([project, items]);
  if (shown.get(body) === text) return;
  shown.set(body, text);
  const columns = body.parentElement.querySelectorAll('th').length;
  body.replaceChildren(...(items.length ? items.map(row) : [el('tr', {}, el('td', { colSpan: columns, textContent: none }))]));
}

async function refresh() {
  clearTimeout(timer);
  const asked = project;
  try {
    const [rules, runs] = await Promise.all([call(`/projects/${asked}/rules?limit=100`), call(`/projects/${asked}/runs`)]);
    if (asked !== project) return;
    fill($('rules'), rules.items, ruleRow, 'No rules yet.');
    fill($('runs'), runs.items, runRow, 'No runs yet: push something.');
    $('content').hidden = false;
    if (/^(Loading|Not up to date)/.test($('notice').textContent)) say('');
  } catch (e) {
    if (e.status === 401) return signOut('Your session has ended. Sign in again.');
    say(`Not up to date: ${e.message}`);
  }
  clearTimeout(timer);
  timer = setTimeout(refresh, document.hidden ? POLL_MS * 10 : POLL_MS);
}

async function open() {
  const [me, projects] = await Promise.all([call('/me'), call('/projects?limit=100')]);
  $('who').textContent = me.email;
  $('sign-in').hidden = true;
  $('sign-out').hidden = false;
  if (!projects.items.length) return say('You are a member of no project yet. POST /api/v1/projects makes one.');
  $('projects').replaceChildren(...projects.items.map((p) => el('option', { value: p.id, textContent: p.name })));
  const last = kept.getItem('project');
  project = projects.items.some((p) => p.id === last) ? last : projects.items[0].id;
  $('projects').value = project;
  $('project-choice').hidden = false;
  await refresh();
}

async function start() {
  $('sign-in').addEventListener('click', signIn);
  $('sign-out').addEventListener('click', () => signOut('Signed out of this page.'));
  $('projects').addEventListener('change', (event) => {
    project = event.target.value;
    kept.setItem('project', project);
    refresh();
  });
  document.addEventListener('visibilitychange', () => document.hidden || !project || !kept.getItem('token') || refresh());
  try {
    const answer = await fetch('/config.json');
    if (!answer.ok) throw new Error((await answer.json()).detail);
    config = await answer.json();
    await takeCode();
    if (!kept.getItem('token')) return signOut('Sign in to see your projects.');
    await open();
  } catch (e) {
    signOut(e.status === 401 ? 'Your session has ended. Sign in again.' : e.message);
  }
}

start();
