"""slow_reader.py PORT TOKEN VERSION BYTES EVERY TIME: asks for the jobs by HTTP/VERSION, and takes BYTES of the answer
each EVERY seconds for TIME seconds, then the rest. Prints how many bytes came slowly, and how it ended: `end`, `reset`.

Its system keeps little for it, so that what it takes is what the server sees taken.
"""
import socket
import sys
import time

port, token, version, each, every, duration = sys.argv[1:]
client = socket.socket()
client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16384)
client.connect(("127.0.0.1", int(port)))
client.settimeout(20)
client.sendall(
    f"GET /fhir/$get-report-job-status HTTP/{version}\r\nHost: x\r\nConnection: close\r\n"
    f"Authorization: Bearer {token}\r\n\r\n".encode())
began = time.monotonic()
slow = 0
tail = b""
end = "end"
try:
    while time.monotonic() - began < float(duration):
        due = time.monotonic() + float(every)
        left = int(each)
        while left > 0:
            piece = client.recv(left)
            if not piece:
                raise EOFError
            left -= len(piece)
            slow += len(piece)
        time.sleep(max(0, due - time.monotonic()))
    while True:
        piece = client.recv(65536)
        if not piece:
            break
        tail = (tail + piece)[-5:]
except EOFError:
    pass
except ConnectionResetError:
    end = "reset"
except TimeoutError:
    end = "nothing came"
print(slow, "whole" if end == "end" and tail == b"0\r\n\r\n" else end)
