using Voltbench.Lab.Ocpi.Outbox;
using Voltbench.Ocpi.Transport;
using static Voltbench.Lab.Ocpi.Outbox.DeliveryVerdict;
using static Voltbench.Ocpi.Transport.OcpiOutcomeKind;

namespace Voltbench.Lab.Tests.Ocpi.Outbox;

public sealed class DeliveryVerdictTests
{
    [Theory]
    [InlineData("PUT", Answered, 200, 1000, DeliveryVerdict.Delivered)]
    [InlineData("PUT", Answered, 201, 1900, DeliveryVerdict.Delivered)]
    [InlineData("PUT", Answered, 200, 2000, Rejected)]
    [InlineData("PATCH", Answered, 200, 2003, Rejected)]
    [InlineData("PUT", Answered, 200, 3000, Failed)]
    [InlineData("PUT", Answered, 200, 4001, Rejected)]
    [InlineData("PUT", Answered, 200, 4002, Failed)]
    [InlineData("PUT", HttpError, 400, null, Rejected)]
    [InlineData("PUT", HttpError, 404, 2003, Rejected)]
    [InlineData("PUT", HttpError, 405, null, Rejected)]
    [InlineData("PUT", HttpError, 413, null, Rejected)]
    [InlineData("PUT", HttpError, 401, null, PeerDown)]
    [InlineData("PUT", HttpError, 403, null, PeerDown)]
    [InlineData("PUT", HttpError, 408, null, PeerDown)]
    [InlineData("PUT", HttpError, 429, null, PeerDown)]
    [InlineData("PUT", HttpError, 500, null, Failed)]
    [InlineData("PUT", HttpError, 501, null, Failed)]
    [InlineData("PUT", HttpError, 502, null, PeerDown)]
    [InlineData("PUT", HttpError, 503, null, PeerDown)]
    [InlineData("PUT", HttpError, 504, null, PeerDown)]
    [InlineData("PUT", Unreachable, null, null, PeerDown)]
    [InlineData("PUT", OcpiOutcomeKind.Timeout, null, null, PeerDown)]
    [InlineData("PUT", Refused, null, null, PeerDown)]
    [InlineData("PUT", Redirected, 302, null, Failed)]
    [InlineData("PUT", TooLarge, 200, null, Failed)]
    [InlineData("PUT", Garbage, 200, null, Failed)]
    [InlineData("POST", Garbage, 201, null, Rejected)]
    [InlineData("POST", Garbage, null, null, Failed)]
    [InlineData("DELETE", HttpError, 404, null, DeliveryVerdict.Delivered)]
    [InlineData("DELETE", Answered, 200, 2003, DeliveryVerdict.Delivered)]
    [InlineData("DELETE", Answered, 200, 2000, Rejected)]
    public void An_outcome_is_about_the_message_or_about_the_peer(string method, OcpiOutcomeKind kind, int? http, int? code, DeliveryVerdict verdict) =>
        DeliveryVerdicts.Of(method, new OcpiOutcome(kind) { HttpStatus = http, StatusCode = code }).ShouldBe(verdict);

    [Fact]
    public void Waits_double_up_to_the_limit_with_jitter()
    {
        var backoff = new Backoff(new OutboxOptions { FirstRetrySeconds = 1, LongestRetrySeconds = 60 }, new Random(1));
        for (var failures = 1; failures < 40; failures++)
        {
            var full = Math.Min(60, Math.Pow(2, failures - 1));
            backoff.After(failures).TotalSeconds.ShouldBeInRange(full / 2, full);
        }

        Enumerable.Range(0, 20).Select(_ => backoff.After(5)).Distinct().Count().ShouldBeGreaterThan(10);
        backoff.After(1, TimeSpan.FromSeconds(90)).ShouldBe(TimeSpan.FromSeconds(90));
    }
}
