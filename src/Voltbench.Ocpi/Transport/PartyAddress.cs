namespace Voltbench.Ocpi.Transport;

/// <summary>A party as the routing headers name it (2.2.1 transport_and_format, Message Routing Headers).</summary>
/// <param name="CountryCode">CiString(2).</param>
/// <param name="PartyId">CiString(3).</param>
public readonly record struct PartyAddress(string CountryCode, string PartyId)
{
    /// <summary>True when both can stand in a header: printable ASCII without spaces, as long as the standard says.</summary>
    public bool IsValid => IsCode(CountryCode, 2) && IsCode(PartyId, 3);

    /// <summary>The same party; CiString compares without case.</summary>
    public bool Means(PartyAddress other) =>
        string.Equals(CountryCode, other.CountryCode, StringComparison.OrdinalIgnoreCase)
        && string.Equals(PartyId, other.PartyId, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => $"{CountryCode}/{PartyId}";

    private static bool IsCode(string? text, int max) => text is { Length: > 0 } && text.Length <= max && text.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;
}
