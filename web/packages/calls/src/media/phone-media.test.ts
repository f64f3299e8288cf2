import type { Signal } from "@genkan/contract";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FakePeers, FakeStream, FakeTrack, offerSdp } from "../testing/fake-phone";
import { PhoneMedia } from "./phone-media";
import { answersOffer } from "./sdp";

let peers: FakePeers;
let sent: Signal[];
let media: PhoneMedia;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("MediaStream", FakeStream);
  peers = new FakePeers();
  sent = [];
  media = new PhoneMedia({
    ice: [{ urls: ["turn:turn.example"], username: "u", credential: "c" }],
    send: (signal) => sent.push(signal),
    openPeer: peers.open,
  });
});

afterEach(() => {
  media.close();
  vi.useRealTimers();
});

const types = () => sent.map(({ type }) => type);
const offer = (session = 1, more: Partial<Signal> = {}) =>
  media.receive({ type: "offer", sdp: offerSdp(session), ...more });
const microphone = () => new FakeTrack("audio") as unknown as MediaStreamTrack;
const candidate = (text: string): Signal => ({ type: "candidate", candidate: text, sdp_mid: "0" });

describe("getting the picture", () => {
  test("asks, and answers the offer it gets, with the servers it was told of", async () => {
    media.want();
    await offer();
    expect(types()).toEqual(["want", "answer"]);
    expect(answersOffer(sent[1]?.sdp ?? "", offerSdp(1))).toBe(true);
    expect(peers.newest.configuration.iceServers).toEqual([
      { urls: ["turn:turn.example"], username: "u", credential: "c" },
    ]);
    expect(media.view.get()).toMatchObject({ state: "connecting", hasCamera: true, hasMicrophone: true });
    expect(media.view.get().video).not.toBeNull();
    expect(media.view.get().audio).not.toBeNull();
    peers.newest.become("connected");
    expect(media.view.get().state).toBe("live");
  });

  test("takes the keys it was shown last, also for a connection that is made already", async () => {
    media.want();
    media.takeKeys([{ urls: ["turn:turn.example"], username: "newer", credential: "c2" }]);
    media.takeKeys([]); // the call is over: nothing to connect with, and nothing to connect for
    await offer();
    expect(peers.newest.configuration.iceServers).toMatchObject([{ username: "newer" }]);
  });

  test("asks again every 3 s until an offer comes", async () => {
    media.want();
    await vi.advanceTimersByTimeAsync(9_000);
    expect(types()).toEqual(["want", "want", "want", "want"]);
  });

  test("asks again when no packets pass within 8 s", async () => {
    media.want();
    await offer();
    await vi.advanceTimersByTimeAsync(8_000);
    expect(types()).toEqual(["want", "answer", "want"]);
  });

  test("stops asking once packets pass", async () => {
    media.want();
    await offer();
    peers.newest.become("connected");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(types()).toEqual(["want", "answer"]);
  });

  test("says what the panel cannot give", async () => {
    await offer(1, { camera: false, microphone: false });
    expect(media.view.get()).toMatchObject({ hasCamera: false, hasMicrophone: false });
  });
});

describe("candidates", () => {
  test("wait for the description they belong to", async () => {
    const answered = offer();
    void media.receive(candidate("candidate:1"));
    expect(peers.newest.candidates).toEqual([]);
    await answered;
    void media.receive(candidate("candidate:2"));
    expect(peers.newest.candidates.map((item) => item.candidate)).toEqual(["candidate:1", "candidate:2"]);
  });

  test("of this side trickle to the panel", async () => {
    await offer();
    peers.newest.onicecandidate?.({ candidate: { candidate: "candidate:9", sdpMid: "0", sdpMLineIndex: 0 } });
    peers.newest.onicecandidate?.({ candidate: null });
    expect(sent.at(-1)).toEqual({
      type: "candidate",
      candidate: "candidate:9",
      sdp_mid: "0",
      sdp_m_line_index: 0,
    });
  });

  test("before any offer are nobody's", async () => {
    await media.receive(candidate("candidate:1"));
    expect(peers.made).toEqual([]);
  });
});

describe("the microphone", () => {
  test("stays out until it is given: the visitor cannot hear a phone that rings", async () => {
    await offer();
    expect(peers.newest.audio.direction).toBe("sendrecv");
    expect(peers.newest.audio.sender.track).toBeNull();
  });

  test("goes out on the connection there is, without a new offer", async () => {
    await offer();
    const track = microphone();
    await media.setMicrophone(track);
    expect(peers.newest.audio.sender.track).toBe(track);
    expect(types()).toEqual(["answer"]);
  });

  test("goes out on a later connection too", async () => {
    const track = microphone();
    await media.setMicrophone(track);
    await offer(1);
    await offer(2);
    expect(peers.newest.audio.sender.track).toBe(track);
  });
});

describe("when packets stop", () => {
  test("waits 2 s for the network to mend itself, then asks for a new connection", async () => {
    await offer();
    peers.newest.become("connected");
    peers.newest.become("disconnected");
    expect(media.view.get().state).toBe("broken");
    await vi.advanceTimersByTimeAsync(1_900);
    expect(types()).toEqual(["answer"]);
    await vi.advanceTimersByTimeAsync(200);
    expect(types()).toEqual(["answer", "want"]);
  });

  test("does nothing when the network mends itself", async () => {
    await offer();
    peers.newest.become("connected");
    peers.newest.become("disconnected");
    peers.newest.become("connected");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(media.view.get().state).toBe("live");
    expect(types()).toEqual(["answer"]);
  });

  test("asks at once when the connection failed", async () => {
    await offer();
    peers.newest.become("failed");
    expect(types()).toEqual(["answer", "want"]);
  });

  test("a newer offer takes the place of the old connection, which has no say any more", async () => {
    await offer(1);
    const old = peers.newest;
    await offer(2);
    expect(old.isClosed).toBe(true);
    old.become("failed");
    expect(types()).toEqual(["answer", "answer"]);
    expect(answersOffer(sent[1]?.sdp ?? "", offerSdp(2))).toBe(true);
  });

  test("only the newer of two offers that come at once is answered", async () => {
    await Promise.all([offer(1), offer(2)]);
    expect(types()).toEqual(["answer"]);
    expect(answersOffer(sent[0]?.sdp ?? "", offerSdp(2))).toBe(true);
  });

  test("an offer the browser cannot read is asked for anew", async () => {
    await media.receive({ type: "offer", sdp: "broken" });
    expect(types()).toEqual(["want"]);
  });
});

test("closed, it says and takes nothing any more", async () => {
  await offer();
  media.close();
  await offer(2);
  media.want();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(peers.made).toHaveLength(1);
  expect(peers.newest.isClosed).toBe(true);
  expect(types()).toEqual(["answer"]);
});

describe("going to another network", () => {
  test("takes a connection over the new one at once, with the same microphone", async () => {
    media.want();
    await offer();
    peers.newest.become("connected");
    const voice = microphone();
    await media.setMicrophone(voice);
    const before = peers.newest;

    media.renew();
    expect(types().at(-1)).toBe("want");
    expect(media.view.get().state).toBe("broken");
    await offer(2);
    expect(peers.newest).not.toBe(before);
    expect(before.isClosed).toBe(true);
    peers.newest.become("connected");
    expect(media.view.get().state).toBe("live");
  });

  test("a panel that has gone to another network has the phone ask anew", async () => {
    media.want();
    await offer();
    peers.newest.become("connected");
    await media.receive({ type: "want" });
    expect(types().at(-1)).toBe("want");
    expect(media.view.get().state).toBe("broken");
  });

  test("the panel says what it gives from now on, without a new connection", async () => {
    media.want();
    await offer();
    await media.receive({ type: "state", camera: false, microphone: true });
    expect(media.view.get()).toMatchObject({ hasCamera: false, hasMicrophone: true, isSaving: false });
    await media.receive({ type: "state", camera: true, microphone: true, is_saving: true });
    expect(media.view.get()).toMatchObject({ hasCamera: true, isSaving: true });
    await offer(2);
    expect(media.view.get().isSaving).toBe(false);
  });

  test("before there was a connection the one asked for is waited for", () => {
    media.want();
    media.renew();
    expect(types()).toEqual(["want"]);
  });
});
