using System.Collections.Concurrent;
using Dapper;
using Voltbench.Lab.Database;

namespace Voltbench.Lab.Organizations;

/// <summary>An organization exists by being named in a valid token; its row is written at the first request.</summary>
public sealed class OrganizationRegistry(LabDatabase database)
{
    /// <summary>Organizations remembered as existing; a full memory starts anew.</summary>
    private const int Capacity = 10_000;

    private readonly ConcurrentDictionary<Guid, bool> _known = new();

    /// <summary>True when this process has seen the row; false says nothing.</summary>
    public bool IsKnown(Guid organizationId) => _known.ContainsKey(organizationId);

    public async Task EnsureAsync(Guid organizationId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            "insert into ocpp.organizations (id) values (@organizationId) on conflict do nothing",
            new { organizationId },
            cancellationToken: ct));
        if (_known.Count >= Capacity)
            _known.Clear();
        _known[organizationId] = true;
    }
}
