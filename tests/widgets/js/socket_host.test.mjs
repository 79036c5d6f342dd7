import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { AWAY, socketHost } from "../../../vigwidgets/widgets/lib/room/socket_host.mjs";

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A server that one host talks to: its sockets, in order, each with what was sent. */
function server() {
  const sockets = [];
  const page = new EventTarget();
  const sight = Object.assign(new EventTarget(), { visibilityState: "visible" });
  const end = new AbortController();
  const open = (address) => {
    const socket = {
      address,
      readyState: 0,
      sent: [],
      closed: false,
      send: (text) => socket.sent.push(JSON.parse(text)),
      close() {
        socket.closed = true;
      },
      /** The server takes it and tells all of the state. */
      tell(state) {
        socket.readyState = 1;
        socket.onmessage?.({ data: JSON.stringify({ type: "state", state }) });
      },
      call(kind, payload) {
        socket.onmessage?.({ data: JSON.stringify({ type: "event", kind, payload }) });
      },
      reply(message) {
        socket.onmessage?.({ data: JSON.stringify({ type: "reply", ...message }) });
      },
      end(code) {
        socket.readyState = 3;
        socket.onclose?.({ code });
      },
    };
    sockets.push(socket);
    return /** @type {any} */ (socket);
  };
  const links = [];
  const host = socketHost("ws://x/socket", end.signal, { noAnswer: "No answer.", open, page, sight });
  host.onLink((link) => links.push(link), end.signal);
  return { sockets, page, sight, end, host, links };
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_800_000_000_000 });
});

test("state comes whole, and only what changed is told, once all of it is there", () => {
  const { sockets, host, end, links } = server();
  const told = [];
  host.onState("people", () => told.push([host.state.people, host.state.name]), end.signal);
  sockets[0].tell({ people: 1, name: "Ada" });
  sockets[0].tell({ people: 1 });
  sockets[0].tell({ people: 2 });
  assert.deepEqual(told, [
    [1, "Ada"],
    [2, "Ada"],
  ]);
  assert.deepEqual(links, ["lost", "ready"]);
});

test("a request is answered or refused with its code", async () => {
  const { sockets, host } = server();
  sockets[0].tell({});
  const [one, two] = [host.request("clock", {}), host.request("mark", { id: "m1" })];
  const [first, second] = sockets[0].sent;
  sockets[0].reply({ id: second.id, ok: false, error: { code: "closed", message: "Marking is closed." } });
  sockets[0].reply({ id: first.id, ok: true, result: { now_ms: 5 } });
  assert.deepEqual(await one, { now_ms: 5 });
  await assert.rejects(two, { code: "closed", message: "Marking is closed." });
  assert.deepEqual(second, { type: "request", id: second.id, kind: "mark", payload: { id: "m1" } });
});

test("what was not answered is asked once more with the same id when the socket is back, and what was is not", async () => {
  const { sockets, host } = server();
  sockets[0].tell({});
  const answered = host.request("help", {}),
    open = host.request("mark", { id: "m1" });
  const [first, second] = sockets[0].sent;
  sockets[0].reply({ id: first.id, ok: true, result: {} });
  await answered;
  sockets[0].end(1006);
  mock.timers.tick(300);
  assert.deepEqual(sockets[1].sent, []);
  sockets[1].tell({});
  sockets[1].tell({ people: 2 });
  assert.deepEqual(sockets[1].sent, [second]);
  sockets[1].reply({ id: second.id, ok: true, result: { id: "m1" } });
  assert.deepEqual(await open, { id: "m1" });
});

test("it waits 0.3 s, twice as long each time, at most 5 s, and begins anew once it was there", () => {
  const { sockets } = server();
  for (const wait of [300, 600, 1200, 2400, 4800, 5000, 5000]) {
    const before = sockets.length;
    sockets.at(-1).end(1006);
    mock.timers.tick(wait - 1);
    assert.equal(sockets.length, before, `not before ${wait}`);
    mock.timers.tick(1);
    assert.equal(sockets.length, before + 1);
  }
  sockets.at(-1).tell({});
  const before = sockets.length;
  sockets.at(-1).end(1006);
  mock.timers.tick(300);
  assert.equal(sockets.length, before + 1);
});

test("it does not wait when the network or the person comes back", () => {
  const { sockets, page, sight } = server();
  for (let i = 0; i < 5; i++) {
    sockets.at(-1).end(1006);
    mock.timers.tick(5000);
  }
  sockets.at(-1).end(1006);
  page.dispatchEvent(new Event("online"));
  assert.equal(sockets.length, 7);
  sockets.at(-1).end(1006);
  sight.visibilityState = "hidden";
  sight.dispatchEvent(new Event("visibilitychange"));
  assert.equal(sockets.length, 7);
  sight.visibilityState = "visible";
  sight.dispatchEvent(new Event("visibilitychange"));
  assert.equal(sockets.length, 8);
  mock.timers.tick(5000);
  assert.equal(sockets.length, 8, "the wait that was left is over");
});

test("a socket that says nothing though it was asked is given up", async () => {
  const { sockets, host, links } = server();
  sockets[0].tell({});
  const open = host.request("mark", { id: "m1" });
  mock.timers.tick(6000);
  assert.deepEqual([sockets[0].closed, links], [true, ["lost", "ready", "lost"]]);
  mock.timers.tick(300);
  sockets[1].tell({});
  assert.deepEqual(sockets[1].sent, sockets[0].sent);
  sockets[1].reply({ id: sockets[1].sent[0].id, ok: true, result: {} });
  await open;
  mock.timers.tick(60_000);
  assert.equal(sockets[1].closed, false, "nothing was asked, so nothing has to come");
});

test("without an answer it is refused by and by", async () => {
  const { host } = server();
  const open = host.request("mark", { id: "m1" });
  const refused = assert.rejects(open, { code: "no_answer", message: "No answer." });
  mock.timers.tick(10_000);
  await refused;
});

test("4401 ends it: it is told, nothing waits, and no socket is opened again", async () => {
  const { sockets, host, links, page } = server();
  sockets[0].tell({});
  const open = host.request("mark", { id: "m1" });
  sockets[0].end(AWAY);
  await assert.rejects(open, { code: "no_answer" });
  await assert.rejects(host.request("clock", {}), { code: "no_answer" });
  page.dispatchEvent(new Event("online"));
  mock.timers.tick(60_000);
  assert.deepEqual([sockets.length, links], [1, ["lost", "ready", "gone"]]);
});

test("after the end nothing is opened and nothing waits", async () => {
  const { sockets, host, end } = server();
  sockets[0].tell({});
  const open = host.request("mark", { id: "m1" });
  end.abort();
  await assert.rejects(open, { code: "no_answer" });
  mock.timers.tick(60_000);
  await settled();
  assert.deepEqual([sockets.length, sockets[0].closed], [1, true]);
});

test("a page in a room has nothing to report", () => {
  assert.throws(() => server().host.report({ playing: true }), TypeError);
});

test("an event is told each time to whoever listens for it, until they do no more", () => {
  const { sockets, host } = server();
  const end = new AbortController(),
    heard = [];
  host.onEvent("review.press", ({ what }) => heard.push(what), end.signal);
  sockets[0].tell({});
  for (const what of ["back", "back"]) sockets[0].call("review.press", { what });
  sockets[0].call("another", { what: "play" });
  end.abort();
  sockets[0].call("review.press", { what: "pause" });
  assert.deepEqual(heard, ["back", "back"]);
});
