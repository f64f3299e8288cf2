"""A contract that import-linter has no word for: what a domain keeps to itself, whatever the domain."""

from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class PrivateToDomain(Contract):
    """Break when a module imports a private module of a domain that it does not belong to.

    `domains` is the package whose children are the domains; `private` are the names, in each of them, that
    only the domain itself may import. A new domain is held to it from its first file on.
    """

    type_name = "private_to_domain"

    domains = fields.StringField()
    private = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001 (the base's signature)
        """Find every direct import of a private module from outside its domain."""
        trespasses = [
            (importer, private)
            for domain in sorted(graph.find_children(str(self.domains)))
            for name in cast("list[str]", self.private)
            for private in sorted({f"{domain}.{name}"} & graph.modules)
            for inside in sorted({private, *graph.find_descendants(private)})
            for importer in sorted(graph.find_modules_that_directly_import(inside))
            if importer != domain and not importer.startswith(f"{domain}.")
        ]
        return ContractCheck(kept=not trespasses, metadata={"trespasses": trespasses})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each importer and what it may not import."""
        for importer, private in check.metadata["trespasses"]:
            output.print_error(f"{importer} imports {private}, which is private to its domain")
