"""Immutable records without the import of `dataclasses`, which alone would cost the
command line its start-up budget (about 10 ms, more than Python itself takes)."""


class Frozen:
    """A record whose fields are its `__slots__`, given by keyword and never changed."""

    __slots__: tuple[str, ...] = ()

    def __init__(self, **fields: object) -> None:
        for name in self.__slots__:
            if name not in fields:
                raise TypeError(f"{type(self).__name__} needs the field {name}")
            object.__setattr__(self, name, fields.pop(name))
        if fields:
            raise TypeError(f"{type(self).__name__} has no field {', '.join(fields)}")

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} cannot be changed")

    def __repr__(self) -> str:
        fields = ", ".join(f"{n}={getattr(self, n)!r}" for n in self.__slots__)
        return f"{type(self).__name__}({fields})"
