using Voltbench.Simulation.Charger.Security;
using Voltbench.Simulation.Charger.Tokens;

namespace Voltbench.Simulation.Charger;

/// <summary>Decides whether a token may charge: by what the station knows, else by the CSMS (OCPP 1.6 §3.5, §4.1; OCPP 2.0.1 C01–C16).</summary>
internal sealed class Authorization(Station station) : ICallOwner
{
    /// <summary>Asks about a token; <paramref name="then"/> runs on the lane, at once where the station decides alone.</summary>
    /// <param name="token">The token.</param>
    /// <param name="asker">By which the question can be taken back.</param>
    /// <param name="then">Told the answer, once.</param>
    public void Ask(Token token, object asker, Action<Verdict> then)
    {
        if (PlugAndCharge.Concerns(station, token))
        {
            station.Security.Contracts.Ask(token, asker, then);
            return;
        }

        var decision = station.KnownTokens.Decide(token, station.Boot.IsAccepted);
        if (decision.Action == TokenAction.Ask)
            AskCsms(token, asker, then);
        else
            then(VerdictOf(token, decision));
    }

    /// <summary>Asks the CSMS, whatever the station knows.</summary>
    /// <param name="token">The token.</param>
    /// <param name="asker">By which the question can be taken back.</param>
    /// <param name="then">Told the answer, once.</param>
    /// <param name="call">The question, where it holds more than the token.</param>
    public void AskCsms(Token token, object asker, Action<Verdict> then, OutCall? call = null)
        => station.Calls.Enqueue(call ?? station.Face.Authorize(token), this, new Question(token, asker, then));

    /// <summary>What the station knows, as if the CSMS could not be asked.</summary>
    public void DecideOffline(Token token, Action<Verdict> then) => then(VerdictOf(token, station.KnownTokens.Decide(token, isOnline: false)));

    /// <summary>The asker no longer wants to know; what is not sent yet is not sent.</summary>
    public void Withdraw(object asker) => station.Calls.Withdraw(tag => (tag is Question question && question.Asker == asker) || (tag is PlugAndCharge.Installation contract && contract.Asker == asker));

    public void OnAnswer(object? tag, in CallAnswer answer)
    {
        var question = (Question)tag!;
        var token = question.Token;
        switch (answer.End)
        {
            case CallEnd.Result:
                var standing = station.Face.ReadStanding(answer.Input);
                station.KnownTokens.Learn(token, standing);
                var isAccepted = standing.Status == Ocpp.V201.Types.AuthorizationStatus.Accepted;
                var why = isAccepted ? null : $"The CSMS does not authorize '{token.Id}': {standing.Status}.";
                question.Then(new Verdict(isAccepted, why, standing.GroupId, standing.EvseIds, standing.Message));
                break;
            case CallEnd.Lost:
                question.Then(VerdictOf(token, station.KnownTokens.Decide(token, isOnline: false)));
                break;
            default:
                var problem = answer.Problem("Authorize");
                station.Connection.Report(problem);
                question.Then(new Verdict(false, problem));
                break;
        }
    }

    private static Verdict VerdictOf(Token token, in TokenDecision decision)
    {
        var (groupId, evseIds) = (decision.Standing?.GroupId, decision.Standing?.EvseIds);
        return decision.Action == TokenAction.Accept ? new Verdict(true, null, groupId, evseIds) : new Verdict(false, Why(token, decision), groupId, evseIds);
    }

    private static string Why(Token token, in TokenDecision decision) => decision switch
    {
        { Source: TokenSource.Unknown } => $"The CSMS cannot be asked about '{token.Id}' and this station starts no session without it.",
        { Status: Ocpp.V201.Types.AuthorizationStatus.Accepted } => $"'{token.Id}' is known, but this station starts no session while the CSMS cannot be asked.",
        { Source: TokenSource.LocalList } => $"'{token.Id}' is {decision.Status} by the local authorization list.",
        _ => $"'{token.Id}' is {decision.Status} by the authorization cache.",
    };

    private sealed record Question(Token Token, object Asker, Action<Verdict> Then);
}
