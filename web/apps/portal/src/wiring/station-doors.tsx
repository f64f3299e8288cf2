import type { DoorView, StationView } from "@genkan/contract";
import { Button } from "@genkan/ui";
import { Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { DoorEditor } from "./door-editor";
import { findFreeRelay } from "./door-form";
import { useWiringWords } from "./use-wiring-words";

/** Lets an installer change one door of the station. */
export function EditDoor({ station, door }: { station: StationView; door: DoorView }) {
  const { t } = useWiringWords();
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <DoorEditor station={station} door={door} close={() => setOpen(false)} />;
  return (
    <Button
      tone="quiet"
      size="small"
      className="self-start"
      icon={<Pencil size={18} strokeWidth={1.75} aria-hidden />}
      aria-label={t("doorForm.editOf", { name: door.name })}
      data-testid={`portal-door-edit-${door.door_id}`}
      onClick={() => setOpen(true)}
    >
      {t("form.edit")}
    </Button>
  );
}

/** Lets an installer add a door, while the station has a relay for one. */
export function AddDoor({ station }: { station: StationView }) {
  const { t } = useWiringWords();
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <DoorEditor station={station} door={null} close={() => setOpen(false)} />;
  if (findFreeRelay(station) === null) {
    return <p className="text-14 text-quiet">{t("doorForm.relaysFull")}</p>;
  }
  return (
    <Button
      tone="quiet"
      isWide
      icon={<Plus size={20} strokeWidth={1.75} aria-hidden />}
      data-testid="portal-door-add"
      onClick={() => setOpen(true)}
    >
      {t("doorForm.add")}
    </Button>
  );
}
