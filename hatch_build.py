"""What a wheel carries besides its modules: the words, and the pages built from `web/`."""

from pathlib import Path

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

APPS = ("resident", "portal", "panel")


class CompleteWheel(BuildHookInterface[BuilderConfig]):
    """Put `locales/` into the package, and refuse to build a wheel without its web pages.

    An editable install reads both from the working tree, so it gets neither.
    """

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, dict[str, str]]) -> None:
        """Add the words to the files of a standard wheel once its pages are found."""
        if version == "editable":
            return
        root = Path(self.root)
        missing = [app for app in APPS if not (root / "src/genkan/web_dist" / app / "index.html").is_file()]
        if missing:
            raise SystemExit(
                f"genkan: no built pages for {', '.join(missing)}; run `npm ci && npm run build`"
                " in web/ (or `make build`) before building a wheel"
            )
        build_data["force_include"][str(root / "locales")] = "genkan/locales"
