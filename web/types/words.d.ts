import type account from "../../locales/ja/account.json";
import type check from "../../locales/ja/check.json";
import type common from "../../locales/ja/common.json";
import type contact from "../../locales/ja/contact.json";
import type device from "../../locales/ja/device.json";
import type entry from "../../locales/ja/entry.json";
import type family from "../../locales/ja/family.json";
import type keys from "../../locales/ja/keys.json";
import type lock from "../../locales/ja/lock.json";
import type manual from "../../locales/ja/manual.json";
import type panel from "../../locales/ja/panel.json";
import type panelKeys from "../../locales/ja/panel_keys.json";
import type panelTold from "../../locales/ja/panel_told.json";
import type phrase from "../../locales/ja/phrase.json";
import type portal from "../../locales/ja/portal.json";
import type portalAccounts from "../../locales/ja/portal_accounts.json";
import type portalAlarms from "../../locales/ja/portal_alarms.json";
import type portalAudit from "../../locales/ja/portal_audit.json";
import type portalEvents from "../../locales/ja/portal_events.json";
import type portalImport from "../../locales/ja/portal_import.json";
import type portalIntegrations from "../../locales/ja/portal_integrations.json";
import type portalKeys from "../../locales/ja/portal_keys.json";
import type portalNotices from "../../locales/ja/portal_notices.json";
import type portalProblem from "../../locales/ja/portal_problem.json";
import type portalSecurity from "../../locales/ja/portal_security.json";
import type portalUnit from "../../locales/ja/portal_unit.json";
import type portalWiring from "../../locales/ja/portal_wiring.json";
import type problem from "../../locales/ja/problem.json";
import type resident from "../../locales/ja/resident.json";
import type residentCall from "../../locales/ja/resident_call.json";
import type residentNotices from "../../locales/ja/resident_notices.json";
import type residentPages from "../../locales/ja/resident_pages.json";
import type residentRules from "../../locales/ja/resident_rules.json";

/** A key that no file of words holds does not compile. */
declare module "i18next" {
  interface CustomTypeOptions {
    keySeparator: false;
    defaultNS: "common";
    resources: {
      contact: typeof contact;
      device: typeof device;
      lock: typeof lock;
      manual: typeof manual;
      account: typeof account;
      check: typeof check;
      common: typeof common;
      entry: typeof entry;
      family: typeof family;
      keys: typeof keys;
      panel: typeof panel & typeof panelKeys & typeof panelTold;
      phrase: typeof phrase;
      portal: typeof portal &
        typeof portalAccounts &
        typeof portalAlarms &
        typeof portalAudit &
        typeof portalEvents &
        typeof portalImport &
        typeof portalIntegrations &
        typeof portalKeys &
        typeof portalNotices &
        typeof portalSecurity &
        typeof portalUnit &
        typeof portalWiring;
      problem: typeof problem & typeof portalProblem;
      resident: typeof resident &
        typeof residentCall &
        typeof residentNotices &
        typeof residentPages &
        typeof residentRules;
    };
  }
}
