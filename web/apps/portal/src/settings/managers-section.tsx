import { announce } from "@genkan/shell";
import { Button } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { MailPlus, Pencil, UserPlus, UserX } from "lucide-react";
import { useState } from "react";
import { type Manager, managersQuery, Refused } from "../app/data";
import { useSending } from "../app/use-sending";
import { useWords } from "../app/use-words";
import { Confirm } from "../people/confirm";
import { MemberState } from "../people/member-state";
import { Problem } from "../people/problem";
import { ManagerDialog } from "./manager-dialog";
import { ResetFactor } from "./reset-factor";
import { Section } from "./section";

/** Who manages the property; the installer issues their accounts. */
export function ManagersSection({ propertyId, isInstaller }: { propertyId: string; isInstaller: boolean }) {
  const { t } = useWords();
  const managers = useQuery(managersQuery(propertyId));
  const [isAdding, setAdding] = useState(false);
  return (
    <Section
      title={t("managers.title")}
      text={t("managers.text")}
      action={
        isInstaller ? (
          <Button
            size="small"
            icon={<UserPlus size={18} strokeWidth={1.75} aria-hidden />}
            data-testid="portal-add-manager"
            onClick={() => setAdding(true)}
          >
            {t("managers.add")}
          </Button>
        ) : null
      }
    >
      {managers.isError ? (
        <Problem refusal={managers.error instanceof Refused ? managers.error.refusal : null} />
      ) : null}
      {managers.data?.length === 0 ? (
        <p className="rounded-control bg-sunken px-4 py-3 text-16">{t("managers.empty")}</p>
      ) : null}
      <ul className="flex flex-col divide-y divide-line">
        {managers.data?.map((manager) => (
          <ManagerLine
            key={manager.member_id}
            manager={manager}
            propertyId={propertyId}
            isInstaller={isInstaller}
          />
        ))}
      </ul>
      {isInstaller && managers.data?.some(({ state }) => state === "joined") ? (
        <p className="text-14 text-quiet">{t("managers.own")}</p>
      ) : null}
      {isAdding ? <ManagerDialog propertyId={propertyId} close={() => setAdding(false)} /> : null}
    </Section>
  );
}

interface ManagerLineProps {
  manager: Manager;
  propertyId: string;
  isInstaller: boolean;
}

function ManagerLine({ manager, propertyId, isInstaller }: ManagerLineProps) {
  const { t } = useWords();
  const sending = useSending();
  const [isAsking, setAsking] = useState(false);
  const [isEditing, setEditing] = useState(false);
  const path = `/api/portal/properties/${propertyId}/managers/${manager.member_id}`;
  const again = async () => {
    const answer = await sending.send("POST", `${path}/send-again`);
    if (answer.ok) announce(t("people.sentAgain", { name: manager.display_name }));
  };
  return (
    <li className="flex flex-col gap-3 py-3" data-testid="portal-manager">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-40 flex-1">
          <p className="font-semibold text-16">{manager.display_name}</p>
          <p className="tabular break-words text-14 text-quiet">{manager.username ?? manager.email}</p>
        </div>
        <MemberState member={manager} />
        {isInstaller && !isAsking ? (
          <div className="flex flex-wrap gap-2">
            {manager.state === "joined" ? null : (
              <>
                <Button
                  tone="quiet"
                  size="small"
                  icon={<Pencil size={18} strokeWidth={1.75} aria-hidden />}
                  aria-label={t("managers.editOf", { name: manager.display_name })}
                  data-testid="portal-edit-manager"
                  onClick={() => setEditing(true)}
                >
                  {t("form.edit")}
                </Button>
                <Button
                  tone="quiet"
                  size="small"
                  isBusy={sending.isBusy}
                  icon={<MailPlus size={18} strokeWidth={1.75} aria-hidden />}
                  onClick={() => void again()}
                >
                  {t("people.sendAgain")}
                </Button>
              </>
            )}
            <Button
              tone="quiet"
              size="small"
              icon={<UserX size={18} strokeWidth={1.75} aria-hidden />}
              aria-label={t("managers.removeOf", { name: manager.display_name })}
              data-testid="portal-remove-manager"
              onClick={() => setAsking(true)}
            >
              {t("form.remove")}
            </Button>
          </div>
        ) : null}
      </div>
      <ResetFactor manager={manager} path={path} />
      <Problem refusal={sending.refusal} />
      {isAsking ? (
        <Confirm
          title={t("managers.removeTitle", { name: manager.display_name })}
          text={t("managers.removeText")}
          action={t("managers.remove")}
          isBusy={sending.isBusy}
          confirm={() => void sending.send("DELETE", path)}
          cancel={() => setAsking(false)}
          testId="portal-remove-manager"
        />
      ) : null}
      {isEditing ? (
        <ManagerDialog propertyId={propertyId} manager={manager} close={() => setEditing(false)} />
      ) : null}
    </li>
  );
}
