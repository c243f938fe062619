using System.Text.Json;
using Voltbench.Ocpi;
using Voltbench.Ocpi.Pricing;
using Voltbench.Ocpi.V221.Cdrs;
using Voltbench.Ocpi.V221.Sessions;
using Voltbench.Ocpi.V221.Tariffs;
using Voltbench.Ocpi.V221.Tokens;

namespace Voltbench.Lab.Ocpi.Sessions;

/// <summary>Session and CDR of 2.2.1.</summary>
internal static class SessionObjects221
{
    private const int IdLength = 36;

    public static SessionObjects Make(TransactionRow transaction, SessionSnapshot snapshot, ChargingRecord record, DateTimeOffset now)
    {
        var tariffs = snapshot.Tariffs.Select(Read<Tariff>).Select(t => (Wire: t, Priced: t.ToPriced())).ToArray();
        var priced = PricedTariff.Of(tariffs.Select(t => t.Priced), record.Start);
        var facts = new SessionFacts
        {
            CountryCode = transaction.Party!.CountryCode,
            PartyId = transaction.Party.PartyId,
            SessionId = transaction.SessionId,
            Record = record,
            Priced = TariffEngine.Price(record, priced, OcpiVersion.V221),
            Tariff = priced is null ? null : tariffs.First(t => t.Priced == priced).Wire,
            Currency = snapshot.Currency,
            Token = TokenOf(transaction),
            AuthMethod = transaction.AuthMethod switch
            {
                "AUTH_REQUEST" => AuthMethod.AuthRequest,
                "COMMAND" => AuthMethod.Command,
                _ => AuthMethod.Whitelist,
            },
            AuthorizationReference = transaction.AuthorizationReference,
            Location = Read<CdrLocation>(snapshot.Location),
        };
        var stage = SessionStages.Of(transaction, facts.Priced.Energy > 0);
        var session = SessionBuilder.Build(facts, StatusOf(stage), now);
        // The last period of a running session still grows, and a period that was sent can only be replaced with all the others.
        if (!transaction.IsStopped)
            session = session with { ChargingPeriods = session.ChargingPeriods is { Count: > 1 } periods ? [.. periods.SkipLast(1)] : null };
        return new SessionObjects(
            stage,
            OcpiJson.Serialize(session),
            stage == SessionStage.Completed ? OcpiJson.Serialize(CdrBuilder.Build(facts, transaction.CdrId, now, SessionMaker.Remark(transaction))) : null);
    }

    // A driver whom no peer knows has a token of the CPO's own.
    private static CdrToken TokenOf(TransactionRow transaction)
    {
        if (transaction.Token is { } json)
        {
            var token = OcpiJson.Deserialize<Token>(json);
            return new CdrToken { CountryCode = token.CountryCode, PartyId = token.PartyId, Uid = token.Uid, Type = token.Type, ContractId = token.ContractId };
        }

        var shown = transaction.IdToken is { Length: > 0 } id ? id[..Math.Min(id.Length, IdLength)] : CdrLocations.NotAvailable;
        var (country, party) = transaction.Peer ?? (transaction.Party!.CountryCode, transaction.Party.PartyId);
        return new CdrToken { CountryCode = country, PartyId = party, Uid = shown, Type = TokenType.Other, ContractId = shown };
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
