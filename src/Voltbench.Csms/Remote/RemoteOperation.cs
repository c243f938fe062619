using System.Text.Json.Serialization;

namespace Voltbench.Csms;

/// <summary>
/// Something that the CSMS asks of a station, in the words of no version: the node that the station is connected to spells it in the station's. It goes
/// through the database when that is another node, hence JSON.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "operation")]
[JsonDerivedType(typeof(StartTransactionRemotely), "start")]
[JsonDerivedType(typeof(StopTransactionRemotely), "stop")]
[JsonDerivedType(typeof(ReserveOutlet), "reserve")]
[JsonDerivedType(typeof(CancelReservation), "cancel")]
[JsonDerivedType(typeof(UnlockOutlet), "unlock")]
[JsonDerivedType(typeof(SetLimits), "set_limits")]
[JsonDerivedType(typeof(ClearLimits), "clear_limits")]
[JsonDerivedType(typeof(AskSchedule), "schedule")]
public abstract record RemoteOperation;

/// <summary>A place at a station.</summary>
/// <param name="EvseId">2.0.1.</param>
/// <param name="ConnectorId">1.6: the connector. 2.0.1: the connector of the EVSE.</param>
public sealed record Outlet(int? EvseId, int? ConnectorId)
{
    /// <summary>What a person calls the connector: in 2.0.1 that is the EVSE.</summary>
    public static Outlet Of(int number) => new(number, number);
}

/// <summary>A token as a station gets it.</summary>
/// <param name="Token">1–20 characters in 1.6, 1–36 in 2.0.1.</param>
/// <param name="Type">2.0.1: as on the wire. Central: it comes from the CSMS, not from a reader at the station (part 2, IdTokenEnumType).</param>
public sealed record RemoteToken(string Token, string Type = "Central");

/// <summary>RemoteStartTransaction (1.6 §5.11), RequestStartTransaction (2.0.1 F01, F02).</summary>
/// <param name="Token">For whom.</param>
/// <param name="Outlet">Null: the station chooses.</param>
/// <param name="RemoteStartId">2.0.1: what the transaction will name.</param>
public sealed record StartTransactionRemotely(RemoteToken Token, Outlet? Outlet, int RemoteStartId) : RemoteOperation;

/// <summary>RemoteStopTransaction (1.6 §5.12), RequestStopTransaction (2.0.1 F03).</summary>
/// <param name="TransactionId">1.6: the number.</param>
public sealed record StopTransactionRemotely(string TransactionId) : RemoteOperation;

/// <summary>ReserveNow (1.6 §5.13, 2.0.1 H01).</summary>
/// <param name="Outlet">Null: any of the station.</param>
public sealed record ReserveOutlet(int ReservationId, RemoteToken Token, DateTimeOffset Expiry, Outlet? Outlet) : RemoteOperation;

/// <summary>CancelReservation (1.6 §5.1, 2.0.1 H02).</summary>
public sealed record CancelReservation(int ReservationId) : RemoteOperation;

/// <summary>UnlockConnector (1.6 §5.18, 2.0.1 F05).</summary>
public sealed record UnlockOutlet(Outlet Outlet) : RemoteOperation;

/// <summary>SetChargingProfile (1.6 §5.16, 2.0.1 K01): limits of a running transaction.</summary>
/// <param name="ProfileId">A profile of the same id is replaced.</param>
public sealed record SetLimits(int ProfileId, string TransactionId, Outlet Outlet, LimitSchedule Schedule) : RemoteOperation;

/// <summary>ClearChargingProfile (1.6 §5.5, 2.0.1 K10).</summary>
public sealed record ClearLimits(int ProfileId) : RemoteOperation;

/// <summary>GetCompositeSchedule (1.6 §5.7, 2.0.1 K08).</summary>
/// <param name="Seconds">Length.</param>
/// <param name="IsPower">W or A; null = as the station likes.</param>
public sealed record AskSchedule(Outlet Outlet, int Seconds, bool? IsPower) : RemoteOperation;

/// <summary>Limits over time.</summary>
/// <param name="Start">Null = from the start of the transaction.</param>
/// <param name="Seconds">Length; null = without an end.</param>
/// <param name="IsPower">W for all phases, otherwise A per phase.</param>
/// <param name="MinRate">What the car needs at least.</param>
public sealed record LimitSchedule(DateTimeOffset? Start, int? Seconds, bool IsPower, decimal? MinRate, IReadOnlyList<LimitPeriod> Periods);

/// <param name="Second">From when on, since the start of the schedule.</param>
/// <param name="Limit">W or A.</param>
public sealed record LimitPeriod(int Second, decimal Limit);
