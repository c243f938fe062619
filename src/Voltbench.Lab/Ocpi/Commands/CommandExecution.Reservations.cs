using Voltbench.Csms;
using Voltbench.Lab.Csms;
using Voltbench.Ocpi.V221.Commands;

namespace Voltbench.Lab.Ocpi.Commands;

/// <content>RESERVE_NOW and CANCEL_RESERVATION.</content>
internal sealed partial class CommandExecution
{
    private async Task<CommandEnd?> ReserveAsync(CommandRow row, CancellationToken ct)
    {
        var (reservationId, expiry) = (row.Order.ReservationId ?? "", row.Order.Expiry ?? row.Expires);
        var old = await reservations.FindAsync(row.Party.Id, row.PeerId, reservationId, ct);
        var (place, refusal) = await OldPlaceAsync(row, old, ct) is { } same ? (same, null) : await ChooseAsync(row, "RESERVABLE", ct);
        if (place is null)
            return refusal;
        if (old is { Status: "ACTIVE" } && old.Station != place.Station)
        {
            // Elsewhere the station cannot replace it.
            var cancelled = await reservations.CancelAsync(old, ct);
            if (cancelled.Status is null && Unanswered(cancelled) is null)
                return null;
        }

        await NoteAsync(row, place, ct);
        var token = StationTokens.Of(row.Order, place.IsV16);
        var request = new ReservationRequest(place.Station, token, expiry, place.Outlet) { PartyId = row.Party.Id, PeerId = row.PeerId, OcpiId = reservationId, ResponseUrl = row.ResponseUrl };
        var id = await reservations.PrepareAsync(request, ct);
        var outcome = await reservations.ReserveAsync(id, request, ct);
        if (!outcome.IsAccepted)
        {
            return outcome.Status switch
            {
                null => Unanswered(outcome),
                "Occupied" => new CommandEnd(CommandResultType.EvseOccupied, "The EVSE is occupied."),
                "Faulted" or "Unavailable" => new CommandEnd(CommandResultType.EvseInoperative, "The EVSE does not work."),
                _ => new CommandEnd(CommandResultType.Rejected, "The charge point does not reserve."),
            };
        }

        await using var connection = await database.OpenConnectionAsync(ct);
        await GrantAsync(connection, row, place, token, expiry, id, isExclusive: false, ct);
        return CommandEnd.Accepted;
    }

    private async Task<CommandEnd?> CancelAsync(CommandRow row, CancellationToken ct)
    {
        if (await reservations.FindAsync(row.Party.Id, row.PeerId, row.Order.ReservationId ?? "", ct) is not { Status: "ACTIVE" } reservation)
            return new CommandEnd(CommandResultType.UnknownReservation, "There is no such reservation.");
        var outcome = await reservations.CancelAsync(reservation, ct);
        return outcome switch
        {
            { Status: null } => Unanswered(outcome),
            { IsAccepted: true } => CommandEnd.Accepted,
            _ => new CommandEnd(CommandResultType.UnknownReservation, "The charge point has no such reservation."), // 1.6 §5.1, 2.0.1 H02.FR.01
        };
    }

    /// <summary>Where the reservation is that is to be replaced, when the peer names no EVSE.</summary>
    private async Task<CommandPlace?> OldPlaceAsync(CommandRow row, Reservation? old, CancellationToken ct) =>
        row.Order is { EvseUid: null, LocationId: { } location } && old is { Status: "ACTIVE" } && await places.OfLocationAsync(row.Party, location, ct) is { } found
            ? found.FirstOrDefault(p => p.Station == old.Station && (p.Outlet.EvseId, p.Outlet.ConnectorId) == (old.Outlet.EvseId, old.Outlet.ConnectorId))
            : null;
}
