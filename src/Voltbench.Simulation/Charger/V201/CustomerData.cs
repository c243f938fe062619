using System.Globalization;
using System.Text;
using Voltbench.Ocpp.V201.Diagnostics;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>What the station keeps of a customer: sessions, messages that wait, what the display says to him, and what the parts that know tokens keep.</summary>
internal static class CustomerData
{
    /// <summary>As lines of text; empty when there is nothing.</summary>
    public static string Tell(Station station, CustomerInformationRequest request)
    {
        var text = new StringBuilder();
        if (IdOf(request) is not { } id)
            return ""; // no certificate of a customer is kept
        var (cached, listed) = station.KnownTokens.Kept(TokenOf(request, id));
        if (cached is not null)
            Line(text, $"authorization cache: {id} {cached.StatusAt(station.ClockNow)}{(cached.GroupId is { } cachedGroup ? $" of group {cachedGroup}" : "")}");
        if (listed is not null)
            Line(text, $"local list: {id} {listed.StatusAt(station.ClockNow)}{(listed.GroupId is { } listedGroup ? $" of group {listedGroup}" : "")}");
        foreach (var connector in station.Connectors)
        {
            if (connector.Session is not { } session || !IsOf(session, id))
                continue;
            Line(text, $"EVSE {connector.Id}: token {session.Token?.Id}{(session.GroupId is { } group ? $" of group {group}" : "")}");
            if (session.Transaction is { } transaction)
                Line(text, $"transaction {transaction.Reference} since {transaction.StartedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}, from {transaction.MeterStartWh:0} Wh, now {connector.RegisterAt(station.Lane.Now):0} Wh");
        }

        foreach (var message in station.Outbox.Messages)
        {
            if (Holds(message, id))
                Line(text, $"waiting {message.Action} of {message.CreatedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}, transaction {message.Transaction}");
        }

        foreach (var transaction in TransactionsOf(station, id))
        {
            foreach (var message in station.DisplayIfAny?.Messages.Where(m => m.TransactionId == transaction) ?? [])
                Line(text, $"display message {message.Id}: {message.Message.Content}");
        }

        return text.ToString();
    }

    /// <summary>Removes what may be removed. Messages that wait for the CSMS and running sessions stay: they are what the customer is billed by.</summary>
    public static void Forget(Station station, CustomerInformationRequest request)
    {
        if (IdOf(request) is not { } id)
            return;
        station.KnownTokens.Forget(TokenOf(request, id));
        foreach (var transaction in TransactionsOf(station, id))
            station.DisplayIfAny?.ForgetTransaction(transaction);
    }

    private static string? IdOf(CustomerInformationRequest request) => request.IdToken?.Token ?? request.CustomerIdentifier;

    private static Token TokenOf(CustomerInformationRequest request, string id) => request.IdToken is { } token ? V201Tokens.Of(token) : new Token(id);

    private static bool IsOf(Session session, string id) => Same(session.Token?.Id, id) || Same(session.GroupId, id);

    private static bool Holds(OutboxMessage message, string id)
        => Encoding.UTF8.GetString(message.Payload.Span).Contains($"\"{System.Text.Json.JsonEncodedText.Encode(id)}\"", StringComparison.OrdinalIgnoreCase);

    private static List<string> TransactionsOf(Station station, string id)
        => [.. station.Connectors.Where(c => c.Session is { Transaction: not null } session && IsOf(session, id)).Select(static c => c.Session!.Transaction!.Reference)];

    // Tokens do not differ by case (2.0.1 part 2, identifierString).
    private static bool Same(string? a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
