import { announce } from "@genkan/shell";
import { Button } from "@genkan/ui";
import { Sheet } from "@genkan/ui/sheet";
import { useNavigate } from "@tanstack/react-router";
import { Crown, MailPlus, Pencil, SmartphoneNfc, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Problem } from "../app/problem";
import { useServices } from "../app/services";
import { type Sending, useSending } from "../app/use-sending";
import { householdPath, type Member } from "./family-query";
import { MemberState } from "./member-state";
import { useFamilyWords } from "./use-family-words";

type Step = "choose" | "remove" | "stop" | "handOver";

export interface MemberSheetProps {
  member: Member;
  householdId: string;
  close(): void;
}

/** What the master may do about a family member. Loaded when first opened. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function MemberSheet({ member, householdId, close }: MemberSheetProps) {
  const { t } = useFamilyWords();
  const sending = useSending();
  const [step, setStep] = useState<Step>("choose");
  const titles = {
    choose: member.display_name,
    remove: t("family.remove.title", { name: member.display_name }),
    stop: t("family.stop.title", { name: member.display_name }),
    handOver: t("family.handOver.title", { name: member.display_name }),
  };
  return (
    <Sheet isOpen onOpenChange={(isOpen) => !isOpen && close()} title={titles[step]}>
      <div className="flex flex-col gap-3">
        <Problem refusal={sending.refusal} />
        {step === "choose" ? (
          <Choices
            member={member}
            householdId={householdId}
            sending={sending}
            choose={setStep}
            close={close}
          />
        ) : (
          <Confirm
            step={step}
            member={member}
            householdId={householdId}
            sending={sending}
            back={() => setStep("choose")}
            close={close}
          />
        )}
      </div>
    </Sheet>
  );
}

interface StepProps extends MemberSheetProps {
  sending: Sending;
}

function Choices({ member, householdId, sending, choose, close }: StepProps & { choose(step: Step): void }) {
  const { t } = useFamilyWords();
  const navigate = useNavigate();
  const hasCome = member.state === "joined";
  const isWaiting = member.state === "waiting" || member.state === "refused";
  const edit = () =>
    void navigate({
      to: "/me/family/$householdId/edit/$memberId",
      params: { householdId, memberId: member.member_id },
    });
  const again = async () => {
    const path = `${householdPath(householdId)}/members/${member.member_id}/send-again`;
    const answer = await sending.send("POST", path);
    if (!answer.ok) return;
    announce(t("family.sentAgain", { name: member.display_name }));
    close();
  };
  return (
    <>
      <MemberState member={member} />
      {isWaiting ? <p className="break-words text-16 text-quiet">{member.email ?? member.mobile}</p> : null}
      {hasCome ? <p className="text-14 text-quiet">{t("family.ownContact")}</p> : null}
      {hasCome ? null : (
        <Choice icon={<Pencil size={20} strokeWidth={1.75} />} testId="family-edit" run={edit}>
          {t("family.edit")}
        </Choice>
      )}
      {isWaiting ? (
        <Choice
          icon={<MailPlus size={20} strokeWidth={1.75} />}
          testId="family-again"
          isBusy={sending.isBusy}
          run={() => void again()}
        >
          {t("family.sendAgain")}
        </Choice>
      ) : null}
      {hasCome ? (
        <>
          <Choice
            icon={<SmartphoneNfc size={20} strokeWidth={1.75} />}
            testId="family-stop"
            run={() => choose("stop")}
          >
            {t("family.stop.begin")}
          </Choice>
          <Choice
            icon={<Crown size={20} strokeWidth={1.75} />}
            testId="family-hand-over"
            run={() => choose("handOver")}
          >
            {t("family.handOver.begin")}
          </Choice>
        </>
      ) : null}
      <Choice
        icon={<Trash2 size={20} strokeWidth={1.75} />}
        testId="family-remove"
        run={() => choose("remove")}
      >
        {t("family.remove.begin")}
      </Choice>
    </>
  );
}

interface ChoiceProps {
  icon: ReactNode;
  testId: string;
  isBusy?: boolean;
  run(): void;
  children: ReactNode;
}

function Choice({ icon, testId, isBusy = false, run, children }: ChoiceProps) {
  return (
    <Button tone="quiet" size="large" isWide isBusy={isBusy} icon={icon} data-testid={testId} onClick={run}>
      {children}
    </Button>
  );
}

interface ConfirmProps extends StepProps {
  step: Exclude<Step, "choose">;
  back(): void;
}

/** Asks once more: these bite at once. */
function Confirm({ step, member, householdId, sending, back, close }: ConfirmProps) {
  const { t } = useFamilyWords();
  const { session } = useServices();
  const household = householdPath(householdId);
  const path = `${household}/members/${member.member_id}`;
  const acts = {
    remove: () => sending.send("DELETE", path),
    stop: () => sending.send("POST", `${path}/stop-devices`),
    handOver: () => sending.send("PUT", `${household}/master`, { member_id: member.member_id }),
  };
  const confirm = async () => {
    const answer = await acts[step]();
    if (!answer.ok) return;
    if (step === "handOver") await session.refresh();
    announce(t(`family.${step}.done`, { name: member.display_name }));
    close();
  };
  return (
    <>
      <p className="text-16">{t(`family.${step}.text`)}</p>
      <Button
        tone="danger"
        size="large"
        isWide
        isBusy={sending.isBusy}
        data-testid={`family-${step === "handOver" ? "hand-over" : step}-confirm`}
        onClick={() => void confirm()}
      >
        {t(`family.${step}.confirm`)}
      </Button>
      <Button tone="quiet" size="large" isWide onClick={back}>
        {t("common:action.cancel")}
      </Button>
    </>
  );
}
