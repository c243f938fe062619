using System.Collections.Frozen;

namespace Voltbench.Lab.FrameLog;

/// <summary>
/// Takes secrets out of a frame before it is stored: values of <c>AuthorizationKey</c> and <c>BasicAuthPassword</c> (ChangeConfiguration,
/// GetConfiguration, SetVariables, GetVariables, NotifyReport), passwords, keys and PINs of SetNetworkProfile, and passwords in URLs.
/// Only the values change; every other byte stays as it was on the wire.
/// </summary>
public static class SecretMask
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Replacement = "***";

    // Only these actions carry named secrets, so that all others cost one look into a frozen set and one vectorised search for '@'.
    private static readonly FrozenSet<string> Bearers = FrozenSet.Create(
        StringComparer.Ordinal,
        "ChangeConfiguration", "GetConfiguration", "SetVariables", "GetVariables", "SetNetworkProfile", "NotifyReport", "NotifyMonitoringReport", "");

    /// <summary>The frame to store: <paramref name="message"/> itself unless it holds a secret.</summary>
    public static ReadOnlyMemory<byte> Apply(string action, ReadOnlyMemory<byte> message, out bool masked)
    {
        masked = false;
        if (!MayHold(action, message.Span))
            return message;

        var finder = new SecretFinder(message.Span);
        var secrets = finder.Find();
        if (secrets.Count == 0)
            return message;

        masked = true;
        return Replace(message.Span, secrets);
    }

    private static bool MayHold(string action, ReadOnlySpan<byte> message) =>
        message.Contains((byte)'@') || Bearers.Contains(action);

    private static byte[] Replace(ReadOnlySpan<byte> message, List<SecretRange> secrets)
    {
        secrets.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        using var result = new MemoryStream(message.Length + (secrets.Count * 8));
        var from = 0;
        foreach (var secret in secrets)
        {
            if (secret.Start < from)
                continue;

            result.Write(message[from..secret.Start]);
            result.Write(secret.Quoted ? "\"***\""u8 : "***"u8);
            from = secret.Start + secret.Length;
        }

        result.Write(message[from..]);
        return result.ToArray();
    }
}

/// <summary>Bytes of a frame that are secret; a quoted one is a whole JSON value.</summary>
internal readonly record struct SecretRange(int Start, int Length, bool Quoted);
