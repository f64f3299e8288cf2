import type { HttpBody } from "@genkan/contract";

export type RelayOutcome =
  | "relayed" // packets pass the relay: calls work in every network that lets one out
  | "direct" // the server names no relay; packets pass within this device
  | "blocked"; // nothing passed

const LIMIT_MS = 10_000;
const SIZE = { width: 320, height: 180 };

/** Send a moving picture to oneself over the way that a visitor's picture takes, and show it. */
export async function checkRelay(
  { servers }: HttpBody<"IceOut">,
  show: (stream: MediaStream) => void,
): Promise<RelayOutcome> {
  const hasRelay = servers.some(({ urls }) => urls.some((url) => url.startsWith("turn")));
  const configuration: RTCConfiguration = {
    iceServers: servers.map(({ urls, username, credential }) => ({
      urls,
      ...(username ? { username } : {}),
      ...(credential ? { credential } : {}),
    })),
    iceTransportPolicy: hasRelay ? "relay" : "all",
  };
  const [here, there] = [new RTCPeerConnection(configuration), new RTCPeerConnection(configuration)];
  const picture = drawPicture();
  try {
    const connected = waitUntilConnected(there);
    join(here, there);
    join(there, here);
    there.ontrack = ({ track }) => show(new MediaStream([track]));
    for (const track of picture.stream.getTracks()) here.addTrack(track, picture.stream);
    await here.setLocalDescription();
    await there.setRemoteDescription(here.localDescription ?? { type: "offer" });
    await there.setLocalDescription();
    await here.setRemoteDescription(there.localDescription ?? { type: "answer" });
    await connected;
    await pause(1_500); // long enough to see that it moves
    return hasRelay ? "relayed" : "direct";
  } catch {
    return "blocked";
  } finally {
    picture.stop();
    here.close();
    there.close();
  }
}

function join(from: RTCPeerConnection, to: RTCPeerConnection): void {
  from.onicecandidate = ({ candidate }) => {
    if (candidate) void to.addIceCandidate(candidate).catch(() => undefined);
  };
}

function waitUntilConnected(peer: RTCPeerConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("late")), LIMIT_MS);
    peer.onconnectionstatechange = () => {
      if (peer.connectionState === "connected") {
        clearTimeout(timer);
        resolve();
      } else if (peer.connectionState === "failed") {
        clearTimeout(timer);
        reject(new Error("failed"));
      }
    };
  });
}

/** A door that opens and closes: something that plainly moves. */
function drawPicture(): { stream: MediaStream; stop(): void } {
  const canvas = Object.assign(document.createElement("canvas"), SIZE);
  const context = canvas.getContext("2d");
  let step = 0;
  const draw = () => {
    if (context === null) return;
    step += 1;
    const open = (Math.sin(step / 6) + 1) / 2;
    context.fillStyle = "#23304a";
    context.fillRect(0, 0, SIZE.width, SIZE.height);
    context.fillStyle = "#f3d9a4";
    context.fillRect(115, 20, 90, 150);
    context.fillStyle = "#8a5a3b";
    context.fillRect(115, 20, 90 * (1 - open * 0.8), 150);
  };
  draw();
  const timer = setInterval(draw, 66);
  const stream = canvas.captureStream(15);
  return {
    stream,
    stop: () => {
      clearInterval(timer);
      for (const track of stream.getTracks()) track.stop();
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
