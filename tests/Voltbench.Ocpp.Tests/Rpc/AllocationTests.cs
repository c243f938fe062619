using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Ocpp.Tests.Rpc;

/// <summary>A fleet sends thousands of messages a second: what one costs is kept in sight.</summary>
public class AllocationTests
{
    [Fact]
    public void A_call_and_its_answer_cost_their_frames_and_one_id()
    {
        const int rounds = 1_000;
        var station = new RpcSession(OcppVersion.V16, RpcRole.ChargePoint);
        var csms = new RpcSession(OcppVersion.V16, RpcRole.Csms);
        var heartbeat = OcppActions.Find(OcppVersion.V16, "Heartbeat")!;
        var response = new HeartbeatResponse { CurrentTime = DateTimeOffset.UnixEpoch };
        var ids = Enumerable.Range(0, rounds + 1).Select(i => i.ToString("D36")).ToArray();

        Exchange(ids[rounds]); // the first one builds what all share
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < rounds; i++)
            Exchange(ids[i]);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / rounds;

        // CALL 88, the id as the CSMS reads it 96, CALLRESULT 112 bytes.
        each.ShouldBeLessThanOrEqualTo(320);

        void Exchange(string id)
        {
            var call = csms.Receive(station.BeginCall(id, heartbeat, "{}"u8));
            var answer = station.Receive(csms.Result(call, response));
            (answer.Kind == RpcInputKind.Result && answer.Violation is null).ShouldBeTrue();
        }
    }
}
