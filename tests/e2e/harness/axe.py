"""axe-core in a page: what it finds wrong for people who do not see, hear or point as others do."""

from pathlib import Path

from playwright.sync_api import Page

_SCRIPT = Path(__file__).parents[3] / "web/node_modules/axe-core/axe.min.js"

# Animations end first: a colour on its way is nobody's colour.
_SETTLE = """
async () => {
  const endless = (animation) => animation.effect?.getComputedTiming().iterations === Infinity;
  const ending = document.getAnimations().filter((animation) => !endless(animation));
  await Promise.all(ending.map((animation) => animation.finished.catch(() => undefined)));
}
"""
_RUN = """
async () => {
  const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const rules = { runOnly: { type: "tag", values } };
  const { violations } = await window.axe.run(document, rules);
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html}`));
}
"""


def find_faults(page: Page) -> list[str]:
    """Give every breach of WCAG 2.2 A and AA that axe finds on the screen as it is now."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_SCRIPT.read_text(encoding="utf-8"))
    page.evaluate(_SETTLE)
    return [str(fault) for fault in page.evaluate(_RUN)]
