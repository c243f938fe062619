using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger;

/// <summary>Decides whether a token may charge (OCPP 1.6 §3.5, §4.1; OCPP 2.0.1 C01–C16).</summary>
internal sealed class Authorization(Station station) : ICallOwner
{
    /// <summary>Asks about a token; <paramref name="then"/> runs on the lane, at once where the station decides alone.</summary>
    /// <param name="token">The token.</param>
    /// <param name="asker">By which the question can be taken back.</param>
    /// <param name="then">Told the answer, once.</param>
    public void Ask(Token token, object asker, Action<Verdict> then)
    {
        // The CSMS made up a Central token itself and knows of NoAuthorization: there is nothing to ask (2.0.1 C02, C05).
        if (token.Type is IdTokenType.Central or IdTokenType.NoAuthorization)
            then(new Verdict(true));
        else if (station.Boot.IsAccepted)
            station.Calls.Enqueue(station.Face.Authorize(token), this, new Question(token, asker, then));
        else
            then(DecideOffline());
    }

    /// <summary>The asker no longer wants to know; what is not sent yet is not sent.</summary>
    public void Withdraw(object asker) => station.Calls.Withdraw(tag => tag is Question question && question.Asker == asker);

    public void OnAnswer(object? tag, in CallAnswer answer)
    {
        var question = (Question)tag!;
        switch (answer.End)
        {
            case CallEnd.Result:
                question.Then(station.Face.ReadVerdict(question.Token, answer.Input));
                break;
            case CallEnd.Lost:
                question.Then(DecideOffline());
                break;
            default:
                var problem = answer.Problem("Authorize");
                station.Connection.Report(problem);
                question.Then(new Verdict(false, problem));
                break;
        }
    }

    private Verdict DecideOffline() => station.Configuration.Get(StandardSettings.AllowOfflineTxForUnknownId)
        ? new Verdict(true)
        : new Verdict(false, "The CSMS cannot be asked and this station starts no session without it.");

    private sealed record Question(Token Token, object Asker, Action<Verdict> Then);
}
