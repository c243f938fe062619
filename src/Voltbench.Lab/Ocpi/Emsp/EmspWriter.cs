using Npgsql;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Emsp;

/// <summary>A simulated eMSP that is to be made.</summary>
/// <param name="PartyId">The wanted one.</param>
/// <param name="Name">Null: made of country and party.</param>
/// <param name="PublicBase">Where its peers reach it; no slash at the end.</param>
/// <param name="Ttl">Null: it lives until it is deleted.</param>
public sealed record NewEmsp(Guid OrganizationId, OcpiVersion Version, string CountryCode, string PartyId, string? Name, string PublicBase, TimeSpan? Ttl);

/// <summary>An eMSP that is stored; to be disposed after the commit (or the rollback): that wakes the scheduler.</summary>
/// <param name="TokenA">Only here in clear.</param>
public sealed record CreatedEmsp(EmspRow Row, string TokenA, IDisposable? Wake) : IDisposable
{
    public void Dispose() => Wake?.Dispose();
}

/// <summary>Stores an eMSP in the caller's transaction: the party with the hash of its token A, and the trigger of its end.</summary>
public sealed class EmspWriter(PartyWriter parties, TimeProvider time)
{
    /// <returns>Null when every party id that could stand in for the wanted one is held.</returns>
    public async Task<CreatedEmsp?> CreateAsync(NpgsqlTransaction transaction, NewEmsp emsp, CancellationToken ct)
    {
        if (await parties.TakePartyIdAsync(transaction, emsp.OrganizationId, PartyRole.Emsp, emsp.CountryCode, emsp.PartyId, ct) is not { } partyId)
            return null;
        var now = time.GetUtcNow();
        var token = TokenHash.NewToken();
        var (party, _) = await parties.CreateAsync(
            transaction,
            new NewParty
            {
                OrganizationId = emsp.OrganizationId,
                Role = PartyRole.Emsp,
                Version = emsp.Version,
                CountryCode = emsp.CountryCode,
                PartyId = partyId,
                Name = emsp.Name ?? $"eMSP {emsp.CountryCode} {partyId}",
                PublicBase = emsp.PublicBase,
                ExpiresAt = now + emsp.Ttl,
                TokenA = token,
                IsReady = true,
            },
            ct);
        var wake = emsp.Ttl is { } ttl ? await parties.ExpireAsync(transaction, party, now + ttl, ct) : null;
        return new CreatedEmsp(await EmspStore.ReadAsync(transaction, party.Id, ct), token, wake);
    }
}
