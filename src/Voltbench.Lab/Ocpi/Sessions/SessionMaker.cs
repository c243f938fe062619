using Voltbench.Ocpi;
using Voltbench.Ocpi.Pricing;

namespace Voltbench.Lab.Ocpi.Sessions;

/// <summary>What becomes of a transaction as it is now: the session, what the peer is told, and at the end the CDR.</summary>
internal static class SessionMaker
{
    private const int RemarkLength = 255;

    /// <param name="samples">In the order of time.</param>
    /// <param name="now">last_updated of whatever changes.</param>
    public static Outcome Make(TransactionRow transaction, SessionSnapshot snapshot, IReadOnlyList<SampleRow> samples, DateTimeOffset now)
    {
        var record = SessionRecord.Of(transaction, snapshot, samples);
        var objects = transaction.Party!.Version == OcpiVersion.V211
            ? SessionObjects211.Make(transaction, snapshot, record, now)
            : SessionObjects221.Make(transaction, snapshot, record, now);
        var stored = transaction.Session;
        var isFinal = objects.Stage is SessionStage.Completed or SessionStage.Invalid;
        if (stored is not null && SessionUpdate.Of(transaction.Party.Version, stored.Body, objects.Session, isFinal) is null)
            return new Outcome(transaction);
        return new Outcome(transaction)
        {
            Session = new NewSession(objects.Stage.ToString().ToUpperInvariant(), objects.Session, now, stored is null ? snapshot.Write() : stored.Snapshot, snapshot.ChargerId),
            Message = SessionUpdate.Of(transaction.Party.Version, stored is { IsTold: true } ? stored.Body : null, objects.Session, isFinal),
            Cdr = objects.Cdr,
        };
    }

    /// <summary>Why it ended, in words for people; null = as it should.</summary>
    public static string? Remark(TransactionRow transaction)
    {
        var text = transaction.StopReason is null or "Local" or "Remote" or "EVDisconnected" ? null : $"Stopped by the charger: {transaction.StopReason}.";
        if (transaction is { MeterStart: { } start, MeterStop: { } stop } && stop < start)
            text = $"{text} The meter went back from {start} Wh to {stop} Wh.".TrimStart();
        return text?[..Math.Min(text.Length, RemarkLength)];
    }
}

/// <summary>The objects of a session as text of its version.</summary>
/// <param name="Cdr">Only of a completed one.</param>
internal sealed record SessionObjects(SessionStage Stage, string Session, string? Cdr);
