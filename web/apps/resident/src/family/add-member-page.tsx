import { announce } from "@genkan/shell";
import { emptyPerson, type PersonDraft, toBody } from "@genkan/shell/person";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { BackLink } from "../app/back-link";
import { useSending } from "../app/use-sending";
import { FamilyFrame } from "./family-frame";
import { type Family, householdPath } from "./family-query";
import { MemberForm } from "./member-form";
import { SeatsNote } from "./seats-note";
import { useFamilyWords } from "./use-family-words";

const route = getRouteApi("/me/family/$householdId/add");

/** 「+ファミリーメンバー追加」 */
export function AddMemberPage() {
  const { t } = useFamilyWords();
  const { householdId } = route.useParams();
  const { account } = route.useSearch();
  const hasAccount = account !== "none";
  return (
    <FamilyFrame
      key={account ?? "own"}
      householdId={householdId}
      title={hasAccount ? t("family.addTitle") : t("family.addDependentTitle")}
      back={
        <BackLink to="/me/family/$householdId" params={{ householdId }}>
          {t("family.title")}
        </BackLink>
      }
    >
      {(family) => <AddMember family={family} hasAccount={hasAccount} />}
    </FamilyFrame>
  );
}

function AddMember({ family, hasAccount }: { family: Family; hasAccount: boolean }) {
  const { t, i18n } = useFamilyWords();
  const sending = useSending();
  const navigate = useNavigate();
  const submit = async (draft: PersonDraft) => {
    const household = householdPath(family.household_id);
    const names = { given_name: draft.given_name, family_name: draft.family_name };
    const { language: _, ...typed } = toBody(draft); // the member is written to in the master's own language
    const answer = hasAccount
      ? await sending.send("POST", `${household}/members`, typed)
      : await sending.send("POST", `${household}/dependents`, names);
    if (!answer.ok) return;
    announce(hasAccount ? t("family.added") : t("family.addedDependent"));
    await navigate({
      to: "/me/family/$householdId",
      params: { householdId: family.household_id },
      replace: true,
    });
  };
  return (
    <>
      {hasAccount ? (
        <SeatsNote family={family} />
      ) : (
        <p className="px-1 text-14 text-quiet">{t("family.dependentNote")}</p>
      )}
      <MemberForm
        initial={emptyPerson(i18n.language)}
        hasAccount={hasAccount}
        isBusy={sending.isBusy}
        refusal={sending.refusal}
        submit={(draft) => void submit(draft)}
      />
    </>
  );
}
