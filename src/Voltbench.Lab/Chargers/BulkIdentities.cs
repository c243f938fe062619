using System.Security.Cryptography;
using Voltbench.Lab.Provisioning;

namespace Voltbench.Lab.Chargers;

/// <summary>One group of a bulk call: a prefix, the suffixes given, and how many chargers there shall be.</summary>
public sealed record BulkGroup(string Prefix, IReadOnlyList<string> Suffixes, int Count);

/// <summary>Turns groups into single chargers. Pure but for the randomness it is given.</summary>
public static class BulkIdentities
{
    /// <summary>Hex digits of a suffix drawn where none was given.</summary>
    private const int DrawnDigits = 8;

    /// <summary>
    /// Identity = prefix + suffix. More suffixes than chargers are cut, fewer are filled up with random hex ones. What can never become a charger
    /// (a malformed identity, one that comes a second time) is marked, and nothing else suffers.
    /// </summary>
    /// <param name="groups">The groups in order.</param>
    /// <param name="check">Further reasons to refuse an identity in a group; null for none.</param>
    public static IReadOnlyList<NewJobItem> Expand(IReadOnlyList<BulkGroup> groups, Func<int, string, string?> check)
    {
        var items = new List<NewJobItem>(groups.Sum(g => g.Count));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var given = groups.SelectMany(g => g.Suffixes.Take(g.Count).Select(s => g.Prefix + s)).ToHashSet(StringComparer.Ordinal);
        for (var group = 0; group < groups.Count; group++)
        {
            var (prefix, suffixes, count) = groups[group];
            for (var i = 0; i < count; i++)
            {
                var identity = i < suffixes.Count ? prefix + suffixes[i] : Draw(prefix, given, seen);
                var error = ChargerIdentity.Check(identity) ?? check(group, identity);
                if (!seen.Add(identity))
                    error ??= "The identity comes more than once in this call; the first one counts.";
                // PostgreSQL stores no U+0000; such an identity is malformed anyway and only shown.
                items.Add(new NewJobItem(group, ChargerIds.NewChargerId(), identity.Replace('\0', '\uFFFD'), error));
            }
        }

        return items;
    }

    private static string Draw(string prefix, HashSet<string> given, HashSet<string> seen)
    {
        while (true)
        {
            var identity = prefix + RandomNumberGenerator.GetHexString(DrawnDigits, lowercase: true);
            if (!given.Contains(identity) && !seen.Contains(identity))
                return identity;
        }
    }
}
