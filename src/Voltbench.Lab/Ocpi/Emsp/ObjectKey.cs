namespace Voltbench.Lab.Ocpi.Emsp;

/// <summary>Names one object that an eMSP was told of.</summary>
/// <param name="EmspId">Our party.</param>
/// <param name="PeerId">Who told.</param>
/// <param name="Module"><c>locations</c>, <c>tariffs</c>, <c>sessions</c>, <c>cdrs</c>.</param>
/// <param name="CountryCode">Of the owner.</param>
/// <param name="PartyId">Of the owner.</param>
/// <param name="Id">As the owner names it. Compared without case (CiString).</param>
public sealed record ObjectKey(long EmspId, long PeerId, string Module, string CountryCode, string PartyId, string Id)
{
    /// <summary>As it is stored.</summary>
    public ObjectKey Normal => this with { CountryCode = CountryCode.ToUpperInvariant(), PartyId = PartyId.ToUpperInvariant() };
}
