import type { HttpBody } from "@genkan/contract";

/** The person signed in to the portal, as `GET /api/portal/me` gives them. */
export type Me = HttpBody<"MeOut">;

export const STAFF_ROLES = ["installer", "manager"] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** Give the person's roles, each once. An installer may have no property yet. */
export function listRoles(me: Me): StaffRole[] {
  return STAFF_ROLES.filter(
    (role) =>
      (role === "installer" && me.is_installer) || me.properties.some((property) => property.role === role),
  );
}

/** Whether the person may put units into service in the property. The server has the last word. */
export function isInstallerOf(me: Me, propertyId: string | null): boolean {
  return me.properties.some(
    ({ property_id, role }) => role === "installer" && (propertyId === null || property_id === propertyId),
  );
}

/** Whether the person looks after the property from day to day. The server has the last word. */
export function isManagerOf(me: Me, propertyId: string | null): boolean {
  return me.properties.some(({ property_id, role }) => role === "manager" && property_id === propertyId);
}
