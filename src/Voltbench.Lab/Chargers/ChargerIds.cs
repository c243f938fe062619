using System.Security.Cryptography;
using System.Text;

namespace Voltbench.Lab.Chargers;

/// <summary>The opaque ids that the API hands out, and what follows from them.</summary>
public static class ChargerIds
{
    /// <summary>Chargers hash to this many shards; a node owns a shard as a whole.</summary>
    public const int ShardCount = 256;

    /// <summary>A new charger id: <c>dep-</c> and 80 random bits in hex.</summary>
    public static string NewChargerId() => "dep-" + RandomNumberGenerator.GetHexString(20, lowercase: true);

    /// <summary>A new id of a unit of durable work: <c>wfr_</c> and 96 random bits in hex.</summary>
    public static string NewWorkflowRunId() => "wfr_" + RandomNumberGenerator.GetHexString(24, lowercase: true);

    /// <summary>
    /// The shard of a charger, 0…255: the first byte of the SHA-256 of its id. Bulk provisioning computes the same in SQL
    /// (<c>get_byte(sha256(…), 0)</c>), so the two must change together, and not at all once a fleet exists.
    /// </summary>
    public static short ShardOf(string chargerId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(chargerId), hash);
        return hash[0];
    }
}
