using Voltbench.Gateway.Validation;
using Voltbench.Lab.Commands;
using Voltbench.Ocpp;

namespace Voltbench.Gateway.Commands;

/// <summary>
/// One connector of a charger, named by <c>connector_id</c>, <c>evse_id</c> or both. Connector n of the model is connector n in OCPP 1.6 and EVSE n with
/// connector 1 in OCPP 2.0.1, so that either number alone says which it is.
/// </summary>
/// <param name="Number">From 1; 0 is the station itself, null none in particular.</param>
/// <param name="ConnectorId">For the answer.</param>
/// <param name="EvseId">For the answer.</param>
internal readonly record struct ConnectorChoice(int? Number, int? ConnectorId, int? EvseId)
{
    public const int Max = 1_000;

    /// <param name="given">The event.</param>
    /// <param name="otherwise">What is meant when nothing is named; null for none in particular.</param>
    /// <param name="min">0 where the station itself may be meant.</param>
    public static ConnectorChoice Read(BodyObject given, int? otherwise = 1, int min = 1)
    {
        var connector = given.OptionalInt("connector_id", min, Max).Value;
        var evse = given.OptionalInt("evse_id", min, Max).Value;
        if (evse is { } e && connector is { } c && c != e && (c != 1 || e == 0))
        {
            given.Required("connector_id").Refuse(ViolationType.ValueError(
                $"connector_id {c} contradicts evse_id {e}: EVSE n is connector n in OCPP 1.6 and has connector 1 in OCPP 2.0.1"));
        }

        return new ConnectorChoice(evse ?? connector ?? otherwise, connector ?? (evse is null ? otherwise : null), evse);
    }

    /// <summary>Why a charger has no such connector; null when it has.</summary>
    public string? Refuse(CommandRecipient charger)
    {
        if (EvseId is { } evse && ConnectorId is { } connector)
        {
            if (charger.Version == OcppVersion.V16 && connector != evse)
                return $"In OCPP 1.6 EVSE {evse} is connector {evse}, not connector {connector}.";
            if (charger.Version == OcppVersion.V201 && evse > 0 && connector != 1)
                return $"In OCPP 2.0.1 EVSE {evse} has connector 1 only, not connector {connector}.";
        }

        return charger.Connectors > 0 && Number > charger.Connectors
            ? $"The charger has {charger.Connectors} connector{(charger.Connectors == 1 ? "" : "s")}; there is no connector {Number}."
            : null;
    }

    /// <summary>Notes that a charger has no such connector.</summary>
    public void RefuseIn(BodyObject given, CommandRecipient charger)
    {
        if (Refuse(charger) is { } why)
            given.Required(ConnectorId is null ? "evse_id" : "connector_id").Refuse(ViolationType.ValueError(why));
    }
}

/// <param name="ConnectorId">Connector (1.6) or EVSE (2.0.1), from 1; default 1.</param>
/// <param name="EvseId">The same, as an EVSE.</param>
public sealed record ConnectorEvent(int? ConnectorId = null, int? EvseId = null);
