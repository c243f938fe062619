using System.Diagnostics;
using Voltbench.Ocpi.Transport;
using Voltbench.Testing.Wire;
using static Voltbench.Ocpi.Transport.OcpiOutcomeKind;

namespace Voltbench.Ocpi.Tests.Transport;

/// <summary>Every receiver of the catalogue: a verdict in words within the limits, and never an exception.</summary>
public sealed class HostilePeerTests
{
    private static readonly Dictionary<string, (OcpiOutcomeKind Kind, string Detail)> Verdicts = new()
    {
        ["accepts and says nothing"] = (OcpiOutcomeKind.Timeout, "did not answer within 0.5 s"),
        ["reads and never answers"] = (OcpiOutcomeKind.Timeout, "did not answer within 0.5 s"),
        ["closes at once"] = (Unreachable, ""),
        ["resets at once"] = (Unreachable, ""),
        ["resets in the middle of the body"] = (Unreachable, "it reset the connection"),
        ["greets like SSH"] = (Garbage, "something that is not HTTP"),
        ["sends its header byte by byte"] = (OcpiOutcomeKind.Timeout, "did not answer within 0.5 s"),
        ["sends a header without end"] = (TooLarge, "a header of more than 32 KiB"),
        ["sends interim answers without end"] = (TooLarge, "a header of more than 32 KiB"),
        ["sends a body without end"] = (TooLarge, "longer than allowed"),
        ["sends chunks without end"] = (TooLarge, "longer than allowed"),
        ["announces a gigabyte"] = (TooLarge, "longer than allowed"),
        ["announces more than it sends"] = (Unreachable, "before its answer was whole"),
        ["sends its body byte by byte"] = (OcpiOutcomeKind.Timeout, "did not finish its answer within 0.5 s"),
        ["unpacks to a bomb"] = (TooLarge, "longer than allowed"),
        ["says gzip and sends none"] = (Garbage, "cannot be unpacked"),
        ["redirects"] = (Redirected, "the redirect HTTP 307"),
        ["answers 204"] = (Garbage, "HTTP 204 without an OCPI envelope: it has no body"),
        ["answers 200 without a body"] = (Garbage, "it has no body"),
        ["answers 200 with a page"] = (Garbage, "it is no JSON (content type text/html)"),
        ["answers 200 with half an envelope"] = (Garbage, "it is no JSON"),
        ["answers 200 with a list"] = (Garbage, "it is no JSON object"),
        ["answers 200 without a status code"] = (Garbage, "status_code is missing"),
        ["answers 200 with a status code in quotes"] = (Garbage, "status_code is no number"),
        ["answers 200 with a status code of 5 digits"] = (Garbage, "status_code is no number of four digits"),
        ["answers 200 in Latin-1"] = (Garbage, "it is not UTF-8"),
        ["answers 200 with a lone surrogate"] = (Answered, "OCPI status 2000 \"?\""),
        ["answers 200 nested too deep"] = (Garbage, "it is no JSON"),
        ["answers 200 with a huge message"] = (Answered, "OCPI status 2000 \"xxx"),
        ["echoes the token"] = (Answered, "bad token *** or ***??Injected: line"),
        ["answers 500 with a page"] = (HttpError, "HTTP 500."),
        ["answers 503"] = (HttpError, "HTTP 503."),
        ["answers 429 for years"] = (HttpError, "HTTP 429."),
    };

    public static TheoryData<string> Names => new(HostileOcpiPeers.All.Select(static p => p.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_peer_that_misbehaves_is_an_outcome_in_words(string name)
    {
        await using var server = HostileOcpiPeers.All.Single(p => p.Name == name).Start();
        var (kind, detail) = Verdicts[name];
        OcpiExchange? seen = null;
        var options = new OcpiClientOptions
        {
            Timeout = TimeSpan.FromSeconds(kind == OcpiOutcomeKind.Timeout ? 0.5 : 20),
            Observe = exchange => seen = exchange,
        };
        using var client = new OcpiClient(options, TimeProvider.System);
        var request = new OcpiRequest(HttpMethod.Put, server.Url("/ocpi/secret-path/1", "http"))
        {
            Token = "hunter2-token",
            TokenIsBase64 = true,
            Body = "{}"u8.ToArray(),
            Version = OcpiVersion.V221,
        };
        var started = Stopwatch.GetTimestamp();

        var outcome = await client.SendAsync(request, CancellationToken.None);

        outcome.Kind.ShouldBe(kind, outcome.Detail);
        outcome.IsSuccess.ShouldBeFalse();
        outcome.Detail.ShouldNotBeNull().ShouldContain(detail);
        outcome.Detail.Length.ShouldBeLessThan(1000);
        outcome.Detail.ShouldContain($"127.0.0.1:{server.Port}");
        outcome.Detail.ShouldNotContain("hunter2");
        outcome.Detail.ShouldNotContain("secret-path");
        outcome.Detail.ShouldNotContain("\n");
        (outcome.StatusMessage ?? "").Length.ShouldBeLessThanOrEqualTo(501);
        outcome.RetryAfter.ShouldBe(name switch
        {
            "answers 503" => TimeSpan.FromSeconds(7),
            "answers 429 for years" => TimeSpan.FromHours(1),
            _ => null,
        });
        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(15));
        seen.ShouldNotBeNull().Outcome.ShouldBe(outcome);
        seen.Answer.Length.ShouldBeLessThanOrEqualTo(options.MaxResponseBytes);
    }

    [Fact]
    public async Task A_silent_peer_holds_up_nobody_on_another_port()
    {
        await using var silent = RawServer.Start(peer => peer.HoldAsync());
        await using var good = RawServer.Start(Answer);
        using var client = new OcpiClient(new OcpiClientOptions { Timeout = TimeSpan.FromSeconds(20) }, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, 200).Select(_ => client.SendAsync(new OcpiRequest(HttpMethod.Get, silent.Url("/", "http")), stop.Token)).ToList();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.SendAsync(new OcpiRequest(HttpMethod.Get, good.Url("/", "http")), CancellationToken.None)));

        outcomes.ShouldAllBe(o => o.IsSuccess);
        silent.Accepted.ShouldBeLessThanOrEqualTo(64);
        waiting.ShouldAllBe(t => !t.IsCompleted);
        await stop.CancelAsync();
        foreach (var task in waiting)
            await Should.ThrowAsync<OperationCanceledException>(() => task);
    }

    private static async Task Answer(RawPeer peer)
    {
        while (true)
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync(HostileOcpiPeers.Json("{\"status_code\":1000}"));
        }
    }
}
