using System.Globalization;
using System.Text.Json;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Commands;
using Voltbench.Ocpp;

namespace Voltbench.Gateway.Commands;

/// <summary><c>POST /ocpp/commands/stop-transaction</c>: ends a transaction; the cable stays in.</summary>
internal static class StopTransaction
{
    /// <summary>OCPP 2.0.1 part 2, TransactionType: identifierString[36].</summary>
    private const int MaxTransactionId = 36;

    private static readonly string[] Reasons16 = Enum.GetNames<Ocpp.V16.Core.Reason>();
    private static readonly string[] Reasons201 = Enum.GetNames<Ocpp.V201.Transactions.Reason>();
    private static readonly string[] Reasons = [.. Reasons16.Union(Reasons201, StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static readonly FleetCommand Command = new("stop-transaction", CommandKinds.StopTransaction, "End a transaction; the cable stays in", Read)
    {
        EventIsOptional = true,
    };

    public static void MapStopTransaction(this IEndpointRouteBuilder routes) =>
        routes.MapFleetCommand(Command).Takes<PlainCommandRequest<StopTransactionEvent>>();

    private static ReadCommand Read(BodyObject given)
    {
        var connector = ConnectorChoice.Read(given, otherwise: null);
        var transaction = given.Optional("transaction_id", nullable: true, TransactionId).Value;
        var reason = given.OptionalEnum("reason", Reasons).Value;
        var idTag = given.OptionalString("id_tag", min: 1, max: IdTagInput.MaxLength).Value;
        return ReadCommand.Of(
            new Simulation.StopTransaction(connector.Number, transaction, reason, idTag),
            new StopTransactionEvent(connector.ConnectorId, connector.EvseId, transaction, reason, idTag),
            CommandEventsJson.Default.StopTransactionEvent,
            charger => IdTagInput.Refuse(idTag, charger) ?? connector.Refuse(charger) ?? Refuse(reason, charger));
    }

    /// <summary>A text in 2.0.1, an integer in 1.6.</summary>
    private static string TransactionId(BodyValue value) => value.Json.ValueKind == JsonValueKind.Number
        ? value.AsInt().ToString(CultureInfo.InvariantCulture)
        : value.AsString(min: 1, max: MaxTransactionId);

    private static string? Refuse(string? reason, CommandRecipient charger) => (reason, charger.Version) switch
    {
        (null, _) => null,
        (_, OcppVersion.V16) when !Reasons16.Contains(reason) => $"OCPP 1.6 has no reason {reason}; it has {string.Join(", ", Reasons16)}.",
        (_, OcppVersion.V201) when !Reasons201.Contains(reason) => $"OCPP 2.0.1 has no reason {reason}; it has {string.Join(", ", Reasons201)}.",
        _ => null,
    };
}

/// <param name="ConnectorId">Connector (1.6) or EVSE (2.0.1) where it runs; left out with <c>transaction_id</c>: the first with a transaction.</param>
/// <param name="EvseId">The same, as an EVSE.</param>
/// <param name="TransactionId">Its id as the CSMS knows it; in 1.6 an integer, taken as a number too.</param>
/// <param name="Reason">Name of the version's reason; default <c>Local</c>.</param>
/// <param name="IdTag">Who stops it; left out = whoever began it.</param>
public sealed record StopTransactionEvent(
    int? ConnectorId = null, int? EvseId = null, string? TransactionId = null, string? Reason = null, string? IdTag = null);
