import type { DoorView } from "@genkan/contract";
import { useReadable } from "@genkan/shell";
import { Card, StatusDot } from "@genkan/ui";
import { lazy, Suspense } from "react";
import { useServices } from "../app/services";
import { useWords } from "../app/use-words";
import { DoorButton, DoorRefusal } from "./door-button";

const ViewButton = lazy(() => import("./view-button"));

/** One door the person may pass. Whether it can be opened now is the server's word, never a guess. */
export function DoorCard({ door }: { door: DoorView }) {
  const { t } = useWords();
  const { home, link } = useServices();
  const isConnected = useReadable(link.status).state === "open";
  const release = home.doorRelease(door.door_id);
  const isOffline = isConnected && !door.online;
  const noteId = `door-note-${door.door_id}`;
  return (
    <Card className="flex flex-col gap-4 p-5">
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <h2 className="truncate font-semibold text-20">{door.name}</h2>
          <p className="truncate text-16 text-quiet">{door.building_name}</p>
        </div>
        <DoorStatus isConnected={isConnected} isOnline={door.online} />
      </div>
      <DoorButton
        release={release}
        testId={`door-open-${door.door_id}`}
        isDisabled={isOffline}
        describedBy={isOffline ? noteId : undefined}
      />
      <DoorRefusal release={release} className="text-crimson" />
      {door.has_view && !isOffline ? (
        <Suspense fallback={null}>
          <ViewButton doorId={door.door_id} />
        </Suspense>
      ) : null}
      {isOffline ? (
        <p id={noteId} className="text-16 text-amber">
          {t("door.offline")}
        </p>
      ) : null}
    </Card>
  );
}

function DoorStatus({ isConnected, isOnline }: { isConnected: boolean; isOnline: boolean }) {
  const { t } = useWords();
  if (!isConnected) {
    return (
      <StatusDot tone="idle" className="shrink-0 pt-1">
        {t("door.unknown")}
      </StatusDot>
    );
  }
  return (
    <StatusDot tone={isOnline ? "good" : "warning"} className="shrink-0 pt-1">
      {isOnline ? t("common:station.online") : t("common:station.offline")}
    </StatusDot>
  );
}
