namespace Voltbench.Gateway.Validation;

/// <summary>A member of a body that may be absent; absent and null differ in a partial update.</summary>
public readonly record struct Optional<T>
{
    private readonly T? _value;

    private Optional(T? value)
    {
        (IsPresent, _value) = (true, value);
    }

    public static Optional<T> Absent => default;

    public bool IsPresent { get; }

    /// <summary>The value; default when absent or null.</summary>
    public T? Value => _value;

    public static Optional<T> Of(T? value) => new(value);

    /// <summary>The value when present (may be null), else <paramref name="fallback"/>.</summary>
    public T? Or(T? fallback) => IsPresent ? _value : fallback;
}
