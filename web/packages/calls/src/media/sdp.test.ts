import { expect, test } from "vitest";
import { answersOffer, nameOffer, sessionOf, startQuickly } from "./sdp";

const sdp = (session: string) =>
  `v=0\r\no=- ${session} 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\n`;

test("a description is known by its session", () => {
  expect(sessionOf(sdp("48"))).toBe("48");
  expect(sessionOf("")).toBe("");
});

test("an answer fits the offer it names, and no other", () => {
  const answer = nameOffer(sdp("7"), sdp("48"));
  expect(answersOffer(answer, sdp("48"))).toBe(true);
  expect(answersOffer(answer, sdp("480"))).toBe(false);
  expect(answersOffer(answer, sdp("4"))).toBe(false);
});

test("the name is a session attribute, where parsers pass over what they do not know", () => {
  expect(nameOffer(sdp("7"), sdp("48")).split("\r\n").slice(3, 6)).toEqual([
    "t=0 0",
    "a=x-genkan-offer:48",
    "a=group:BUNDLE 0",
  ]);
});

test("every VP8 of an answer is told to start at the picture's own size, and nothing else changes", () => {
  const answer = "m=video 9 UDP/TLS/RTP/SAVPF 96 97\r\na=rtpmap:96 VP8/90000\r\na=rtpmap:97 rtx/90000\r\n";
  expect(startQuickly(answer).split("\r\n")).toEqual([
    "m=video 9 UDP/TLS/RTP/SAVPF 96 97",
    "a=rtpmap:96 VP8/90000",
    "a=fmtp:96 x-google-start-bitrate=500",
    "a=rtpmap:97 rtx/90000",
    "",
  ]);
  expect(startQuickly(sdp("48"))).toBe(sdp("48"));
});
