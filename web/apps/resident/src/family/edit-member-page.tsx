import { announce } from "@genkan/shell";
import { emptyPerson, type PersonDraft, toBody } from "@genkan/shell/person";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { BackLink } from "../app/back-link";
import { useSending } from "../app/use-sending";
import { FamilyFrame } from "./family-frame";
import { type Family, householdPath, type Member } from "./family-query";
import { MemberForm } from "./member-form";
import { useFamilyWords } from "./use-family-words";

const route = getRouteApi("/me/family/$householdId/edit/$memberId");

/** Corrects what was typed of somebody who has not come yet. */
export function EditMemberPage() {
  const { t } = useFamilyWords();
  const { householdId, memberId } = route.useParams();
  return (
    <FamilyFrame
      householdId={householdId}
      title={t("family.editTitle")}
      back={
        <BackLink to="/me/family/$householdId" params={{ householdId }}>
          {t("family.title")}
        </BackLink>
      }
    >
      {(family) => {
        const member = family.members.find((known) => known.member_id === memberId);
        return member === undefined ? (
          <p className="text-16">{t("problem:not-found")}</p>
        ) : (
          <EditMember family={family} member={member} />
        );
      }}
    </FamilyFrame>
  );
}

function EditMember({ family, member }: { family: Family; member: Member }) {
  const { t, i18n } = useFamilyWords();
  const sending = useSending();
  const navigate = useNavigate();
  const initial: PersonDraft = {
    ...emptyPerson(i18n.language),
    given_name: member.given_name,
    family_name: member.family_name,
    email: member.email ?? "",
    mobile: member.mobile ?? "",
    landline: member.landline ?? "",
  };
  const submit = async (draft: PersonDraft) => {
    const { language: _, ...typed } = toBody(draft);
    const path = `${householdPath(family.household_id)}/members/${member.member_id}`;
    const answer = await sending.send("PUT", path, typed);
    if (!answer.ok) return;
    announce(t("family.changed"));
    await navigate({
      to: "/me/family/$householdId",
      params: { householdId: family.household_id },
      replace: true,
    });
  };
  return (
    <MemberForm
      initial={initial}
      hasAccount={member.state !== "without_account"}
      isBusy={sending.isBusy}
      refusal={sending.refusal}
      submit={(draft) => void submit(draft)}
    />
  );
}
