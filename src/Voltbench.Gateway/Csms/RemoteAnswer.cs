using Voltbench.Csms;
using Voltbench.Gateway.Errors;

namespace Voltbench.Gateway.Csms;

/// <summary>Turns the end of a CALL into an answer of the API.</summary>
internal static class RemoteAnswer
{
    public static Answer Of(RemoteOutcome outcome, string identity, int? reservationId = null) => outcome.Kind switch
    {
        CallOutcomeKind.Answered => ApiResults.Ok(new RemoteAnswerBody(outcome.Status!) { ReservationId = reservationId }, CsmsJson.Default.RemoteAnswerBody),
        CallOutcomeKind.NotConnected => GetStation.MissingEverywhere(identity),
        CallOutcomeKind.NoAnswer => ApiResults.Problem(StatusCodes.Status504GatewayTimeout, $"The station did not answer: {outcome.Detail}."),
        CallOutcomeKind.Error => ApiResults.Problem(StatusCodes.Status502BadGateway, $"The station answered with an error: {outcome.Detail}."),
        CallOutcomeKind.InvalidAnswer => ApiResults.Problem(StatusCodes.Status502BadGateway, $"The station's answer violates OCPP: {outcome.Detail}."),
        CallOutcomeKind.Busy => ApiResults.Problem(StatusCodes.Status503ServiceUnavailable, $"Try again later: {outcome.Detail}.") with { RetryAfterSeconds = 1 },
        _ => ApiResults.BadRequest($"OCPP does not allow this request: {outcome.Detail}."),
    };
}
