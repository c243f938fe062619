using System.Text.Json;
using Voltbench.Ocpi;
using Voltbench.Ocpi.Pricing;
using Voltbench.Ocpi.V211.Cdrs;
using Voltbench.Ocpi.V211.Locations;
using Voltbench.Ocpi.V211.Sessions;
using Voltbench.Ocpi.V211.Tariffs;
using Voltbench.Ocpi.V211.Tokens;

namespace Voltbench.Lab.Ocpi.Sessions;

/// <summary>Session and CDR of 2.1.1.</summary>
internal static class SessionObjects211
{
    private const int IdLength = 36;

    public static SessionObjects Make(TransactionRow transaction, SessionSnapshot snapshot, ChargingRecord record, DateTimeOffset now)
    {
        var tariffs = snapshot.Tariffs.Select(Read<Tariff>).Select(t => (Wire: t, Priced: t.ToPriced())).ToArray();
        var priced = PricedTariff.Of(tariffs.Select(t => t.Priced), record.Start);
        var facts = new SessionFacts
        {
            SessionId = transaction.SessionId,
            Record = record,
            Priced = TariffEngine.Price(record, priced, OcpiVersion.V211),
            Tariff = priced is null ? null : tariffs.First(t => t.Priced == priced).Wire,
            Currency = snapshot.Currency,
            AuthId = AuthId(transaction),
            // What a command of the eMSP began is an authentication request from the eMSP: there is no COMMAND (mod_cdrs §4.1).
            AuthMethod = transaction.AuthMethod is "AUTH_REQUEST" or "COMMAND" ? AuthMethod.AuthRequest : AuthMethod.Whitelist,
            Location = Read<Location>(snapshot.Location),
        };
        var stage = SessionStages.Of(transaction, facts.Priced.Energy > 0);
        var session = SessionBuilder.Build(facts, StatusOf(stage), now);
        if (!transaction.IsStopped)
            session = session with { ChargingPeriods = session.ChargingPeriods is { Count: > 1 } periods ? [.. periods.SkipLast(1)] : null };
        return new SessionObjects(
            stage,
            OcpiJson.Serialize(session),
            stage == SessionStage.Completed ? OcpiJson.Serialize(CdrBuilder.Build(facts, transaction.CdrId, now, SessionMaker.Remark(transaction))) : null);
    }

    private static string AuthId(TransactionRow transaction)
    {
        var id = transaction.Token is { } token ? OcpiJson.Deserialize<Token>(token).AuthId : transaction.IdToken is { Length: > 0 } shown ? shown : "UNKNOWN";
        return id[..Math.Min(id.Length, IdLength)];
    }

    private static SessionStatus StatusOf(SessionStage stage) => stage switch
    {
        SessionStage.Pending => SessionStatus.Pending,
        SessionStage.Active => SessionStatus.Active,
        SessionStage.Completed => SessionStatus.Completed,
        _ => SessionStatus.Invalid,
    };

    private static T Read<T>(JsonElement json) => OcpiJson.Deserialize<T>(json.GetRawText());
}
