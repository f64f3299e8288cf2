import { Button, Card } from "@genkan/ui";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { ChevronRight, Crown, UserPlus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { BackLink } from "../app/back-link";
import { FamilyFrame } from "./family-frame";
import type { Family, Member } from "./family-query";
import { MemberState } from "./member-state";
import { OrderSeat } from "./order-seat";
import { SeatsNote } from "./seats-note";
import { useFamilyWords } from "./use-family-words";

const MemberSheet = lazy(() => import("./member-sheet"));
const route = getRouteApi("/me/family/$householdId");

/** 「ファミリーメンバー」: who lives there, and adding to them. */
export function FamilyPage() {
  const { t } = useFamilyWords();
  const { householdId } = route.useParams();
  return (
    <FamilyFrame
      householdId={householdId}
      title={t("family.title")}
      back={<BackLink to="/me">{t("resident:me.title")}</BackLink>}
    >
      {(family, home) => <People family={family} isMaster={home.role === "master"} />}
    </FamilyFrame>
  );
}

function People({ family, isMaster }: { family: Family; isMaster: boolean }) {
  const { t } = useFamilyWords();
  const navigate = useNavigate();
  const [openId, setOpenId] = useState<string | null>(null);
  const params = { householdId: family.household_id };
  const open = family.members.find((member) => member.member_id === openId);
  return (
    <>
      <Card>
        <ul className="divide-y divide-line">
          {family.members.map((member) => (
            <li key={member.member_id}>
              <MemberRow
                member={member}
                open={isMaster && member.role !== "master" ? () => setOpenId(member.member_id) : null}
              />
            </li>
          ))}
        </ul>
      </Card>
      {isMaster ? (
        <>
          <SeatsNote family={family} />
          <OrderSeat family={family} />
          <Button
            size="large"
            isWide
            icon={<UserPlus size={22} strokeWidth={1.75} aria-hidden />}
            data-testid="family-add"
            onClick={() => void navigate({ to: "/me/family/$householdId/add", params })}
          >
            {t("family.add")}
          </Button>
          <Link
            to="/me/family/$householdId/add"
            params={params}
            search={{ account: "none" }}
            data-testid="family-add-dependent"
            className="grid min-h-12 place-items-center rounded-control px-4 text-center text-16 text-indigo"
          >
            {t("family.addDependent")}
          </Link>
        </>
      ) : (
        <p className="px-1 text-14 text-quiet">{t("family.onlyMaster")}</p>
      )}
      <Suspense>
        {open === undefined ? null : (
          <MemberSheet
            key={open.member_id}
            member={open}
            householdId={family.household_id}
            close={() => setOpenId(null)}
          />
        )}
      </Suspense>
    </>
  );
}

const ROW = "flex min-h-18 w-full items-center gap-4 px-5 py-3 text-left";

function MemberRow({ member, open }: { member: Member; open: (() => void) | null }) {
  const content = <MemberWords member={member} />;
  if (open === null) {
    return (
      <div className={ROW} data-testid="family-member">
        {content}
      </div>
    );
  }
  return (
    <button type="button" className={ROW} data-testid="family-member" onClick={open}>
      {content}
      <ChevronRight size={20} strokeWidth={1.75} aria-hidden className="shrink-0 text-quiet" />
    </button>
  );
}

/** The name and the nine digits; of somebody who has not come yet, how far they are. */
function MemberWords({ member }: { member: Member }) {
  const { t } = useFamilyWords();
  return (
    <span className="min-w-0 flex-1">
      <span className="flex flex-wrap items-center gap-x-3">
        <span className="break-words font-semibold text-16">{member.display_name}</span>
        {member.role === "master" ? (
          <span className="inline-flex items-center gap-1 text-14 text-quiet">
            <Crown size={16} strokeWidth={1.75} aria-hidden />
            {t("resident:me.role.master")}
          </span>
        ) : null}
        {member.is_me ? <span className="text-14 text-quiet">{t("family.you")}</span> : null}
      </span>
      {member.username === null ? (
        <MemberState member={member} />
      ) : (
        <span className="tabular block text-16 text-quiet">{member.username}</span>
      )}
    </span>
  );
}
