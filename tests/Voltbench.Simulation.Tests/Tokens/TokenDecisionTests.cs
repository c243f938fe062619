using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger;
using Voltbench.Simulation.Charger.Tokens;

namespace Voltbench.Simulation.Tests.Tokens;

public class TokenDecisionTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static TokenStanding? Standing(char mark) => mark switch
    {
        '+' => TokenStanding.Accepted,
        '-' => new TokenStanding { Status = AuthorizationStatus.Blocked },
        'x' => new TokenStanding { Expires = Now },
        _ => null,
    };

    /// <summary>
    /// The first column is online (N) or offline (F), the second the local list, the third the cache: + valid, - blocked, x expired by time, . unknown;
    /// then the settings p = LocalPreAuthorize, l = LocalAuthorizeOffline, u = unknown allowed offline, r = DisableRemoteAuthorization, c and s =
    /// DisablePostAuthorize of cache and list.
    /// </summary>
    [Theory]
    // Online without LocalPreAuthorize everything is asked about.
    [InlineData("N..", "", "Ask")]
    [InlineData("N+.", "", "Ask")]
    [InlineData("N.+", "", "Ask")]
    [InlineData("N.-", "c", "Ask")]
    [InlineData("N..", "lu", "Ask")]
    // With it what is valid is not (C12.FR.04, C14.FR.02), what is not valid still is (C12.FR.05, C14.FR.03).
    [InlineData("N.+", "p", "Accept")]
    [InlineData("N+.", "p", "Accept")]
    [InlineData("N..", "p", "Ask")]
    [InlineData("N.-", "p", "Ask")]
    [InlineData("N-.", "p", "Ask")]
    [InlineData("N.x", "p", "Ask")]
    [InlineData("N.-", "pc", "Refuse")]
    [InlineData("N.x", "pc", "Refuse")]
    [InlineData("N-.", "pc", "Ask")]
    [InlineData("N-.", "ps", "Refuse")]
    [InlineData("N.-", "ps", "Ask")]
    // The list goes before the cache (1.6 §3.5.3).
    [InlineData("N-+", "p", "Ask")]
    [InlineData("N+-", "p", "Accept")]
    [InlineData("F-+", "lu", "Refuse")]
    [InlineData("F+-", "lu", "Accept")]
    // Offline (1.6 §3.5.4, C13, C15).
    [InlineData("F..", "", "Refuse")]
    [InlineData("F..", "l", "Refuse")]
    [InlineData("F..", "u", "Accept")]
    [InlineData("F.+", "", "Refuse")]
    [InlineData("F.+", "u", "Refuse")]
    [InlineData("F.+", "l", "Accept")]
    [InlineData("F+.", "l", "Accept")]
    [InlineData("F.-", "lu", "Refuse")]
    [InlineData("F.x", "lu", "Refuse")]
    [InlineData("Fx.", "lu", "Refuse")]
    // DisableRemoteAuthorization: only what the station knows counts.
    [InlineData("N..", "r", "Refuse")]
    [InlineData("N.+", "r", "Accept")]
    [InlineData("N-.", "r", "Refuse")]
    [InlineData("F..", "ru", "Accept")]
    public void The_station_decides(string situation, string settings, string expected)
    {
        var rules = new TokenRules
        {
            LocalPreAuthorize = settings.Contains('p'),
            LocalAuthorizeOffline = settings.Contains('l'),
            AllowUnknownOffline = settings.Contains('u'),
            NeverAsk = settings.Contains('r'),
            TrustCachedRefusal = settings.Contains('c'),
            TrustListedRefusal = settings.Contains('s'),
        };
        TokenDecision.Of(rules, situation[0] == 'N', new Token("T"), Standing(situation[1]), Standing(situation[2]), Now).Action.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData(true, IdTokenType.Central)]
    [InlineData(true, IdTokenType.NoAuthorization)]
    [InlineData(false, IdTokenType.ISO14443)]
    public void Some_need_no_authorization(bool isEnabled, IdTokenType type)
    {
        foreach (var isOnline in new[] { true, false })
        {
            TokenDecision.Of(new TokenRules { IsEnabled = isEnabled }, isOnline, new Token("T", type), Standing('-'), null, Now)
                .ShouldSatisfyAllConditions(d => d.Action.ShouldBe(TokenAction.Accept), d => d.Source.ShouldBe(TokenSource.None));
        }
    }

    [Fact]
    public void Who_decided_and_why_is_told()
    {
        var rules = new TokenRules { LocalAuthorizeOffline = true };
        TokenDecision.Of(rules, false, new Token("T"), Standing('x'), Standing('+'), Now)
            .ShouldBe(new TokenDecision(TokenAction.Refuse, TokenSource.LocalList, Standing('x'), AuthorizationStatus.Expired));
        TokenDecision.Of(rules, false, new Token("T"), null, null, Now)
            .ShouldBe(new TokenDecision(TokenAction.Refuse, TokenSource.Unknown, null, AuthorizationStatus.Unknown));
        TokenDecision.Of(rules, false, new Token("T"), null, Standing('+'), Now)
            .ShouldBe(new TokenDecision(TokenAction.Accept, TokenSource.Cache, Standing('+'), AuthorizationStatus.Accepted));
    }
}
